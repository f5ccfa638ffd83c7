//! Names of container images: what is fixed by them, and what may be another image tomorrow.

/// An image as it is named in a Dockerfile, a compose file or a workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Image {
    /// Without tag and digest, and without what stands for the default registry.
    pub(in crate::check) name: String,
    pub(in crate::check) tag: Option<String>,
    digest: bool,
}

/// How firmly a name holds on to one image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Hold {
    /// By a digest, or a tag with a version in it.
    Firm,
    /// Neither tag nor digest, which means `latest`.
    Untagged,
    /// `latest`.
    Latest,
    /// A tag without any version, such as `lts-alpine`.
    Moving,
}

impl Image {
    /// Reads `registry/name:tag@digest`.
    pub(in crate::check) fn parse(text: &str) -> Self {
        let (rest, digest) = text.split_once('@').map_or((text, false), |(rest, _)| (rest, true));
        // The port of a registry is no tag.
        let (name, tag) = match rest.rsplit_once(':') {
            Some((name, tag)) if !tag.contains('/') => (name, Some(tag.to_owned())),
            Some(_) | None => (rest, None),
        };
        let name = ["docker.io/library/", "docker.io/", "library/"]
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix))
            .unwrap_or(name);
        Image { name: name.to_owned(), tag, digest }
    }

    pub(in crate::check) fn hold(&self) -> Hold {
        let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        let named = self.name.rsplit('/').next().unwrap_or_default();
        match self.tag.as_deref() {
            _ if self.digest => Hold::Firm,
            None => Hold::Untagged,
            Some("latest") => Hold::Latest,
            Some(tag) if has_digit(tag) || has_digit(named) => Hold::Firm,
            Some(_) => Hold::Moving,
        }
    }

    /// Whether it belongs to a line of releases: `node:20-alpine` and `node:20.11` to `node:20`, `node:200` not.
    pub(in crate::check) fn is_of(&self, line: &str) -> bool {
        let line = Image::parse(line);
        let (Some(tag), Some(start)) = (&self.tag, &line.tag) else {
            return self.name == line.name && line.tag.is_none();
        };
        let rest = tag.strip_prefix(start.as_str());
        self.name == line.name && rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    }

    /// The first number of its tag.
    pub(in crate::check) fn major(&self) -> Option<u32> {
        self.tag.as_ref()?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_without_a_version_holds_nothing() {
        for (name, hold) in [
            ("node", Hold::Untagged),
            ("localhost:5000/node", Hold::Untagged),
            ("node:latest", Hold::Latest),
            ("node:lts-alpine", Hold::Moving),
            ("node:24-alpine", Hold::Firm),
            ("node@sha256:abc", Hold::Firm),
            ("gcr.io/distroless/nodejs24-debian13:nonroot", Hold::Firm),
        ] {
            assert_eq!(Image::parse(name).hold(), hold, "{name}");
        }
    }

    #[test]
    fn a_line_of_releases_is_a_whole_number() {
        let is = |image: &str, line: &str| Image::parse(image).is_of(line);
        assert!(is("node:20-alpine", "node:20") && is("docker.io/library/node:20.11.1", "node:20"));
        assert!(is("python:3.9-slim", "python:3.9") && is("node:20", "node"));
        assert!(!is("node:200", "node:20") && !is("python:3.90", "python:3.9") && !is("me/node:20", "node:20"));
        assert_eq!(Image::parse("postgres:18.1-alpine").major(), Some(18));
        assert_eq!(Image::parse("postgres").major(), None);
    }
}
