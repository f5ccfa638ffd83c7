//! The cookies of one client, as far as checks need them: kept by name, sent back to the paths that they are for.

use super::reply::Reply;

/// What a server gave one client to keep.
#[derive(Debug, Clone, Default)]
pub(super) struct Cookies(Vec<Cookie>);

#[derive(Debug, Clone)]
struct Cookie {
    name: String,
    value: String,
    path: String,
}

impl Cookies {
    /// Keeps and forgets what an answer says. `Secure` is no hindrance: browsers take this machine for safe.
    pub(super) fn keep(&mut self, reply: &Reply) {
        for text in reply.all("set-cookie") {
            let mut parts = text.split(';').map(str::trim);
            let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { continue };
            let attributes: Vec<(String, &str)> = parts
                .map(|part| part.split_once('=').unwrap_or((part, "")))
                .map(|(name, value)| (name.trim().to_lowercase(), value.trim()))
                .collect();
            let attribute = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| *value);
            let path = attribute("path").filter(|path| path.starts_with('/')).unwrap_or("/").to_owned();
            self.0.retain(|cookie| cookie.name != name.trim() || cookie.path != path);
            let is_over = match attribute("max-age") {
                Some(seconds) => seconds.parse::<i64>().is_ok_and(|seconds| seconds <= 0),
                // Whoever deletes a cookie by date takes the beginning of time.
                None => attribute("expires").is_some_and(|date| date.contains("1970")),
            };
            if !is_over {
                self.0.push(Cookie { name: name.trim().to_owned(), value: value.trim().to_owned(), path });
            }
        }
    }

    /// The header for a request, if there is anything to send.
    pub(super) fn header(&self, target: &str) -> Option<String> {
        let path = target.split('?').next().unwrap_or_default();
        let is_for = |cookie: &&Cookie| {
            let rest = path.strip_prefix(cookie.path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || cookie.path.ends_with('/'))
        };
        let pairs: Vec<_> =
            self.0.iter().filter(is_for).map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_kept_replaced_and_forgotten() {
        let mut cookies = Cookies::default();
        let mut said = |texts: &[&str]| {
            let headers = texts.iter().map(|text| ("Set-Cookie".to_owned(), (*text).to_owned())).collect();
            cookies.keep(&Reply { headers, ..Reply::default() });
            (cookies.header("/"), cookies.header("/admin/x"), cookies.header("/adminx"))
        };
        let one = Some("sid=1".to_owned());
        assert_eq!(said(&["sid=1; HttpOnly; Secure; Path=/"]), (one.clone(), one.clone(), one.clone()));
        let both = Some("sid=2; a=b".to_owned());
        let two = Some("sid=2".to_owned());
        assert_eq!(said(&["sid=2", "a=b; Path=/admin"]), (two.clone(), both, two));
        assert_eq!(
            said(&["sid=; Max-Age=0", "a=; Path=/admin; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]),
            (None, None, None)
        );
    }
}
