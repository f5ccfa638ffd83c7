//! Tells secrets from what only looks like one: by the name of a variable, and by its value.

/// Parts of names that hold a secret.
const SECRET: [&str; 12] = [
    "PASSWORD",
    "PASSWD",
    "PASS",
    "PWD",
    "SECRET",
    "TOKEN",
    "KEY",
    "APIKEY",
    "CREDENTIAL",
    "CREDENTIALS",
    "PASSPHRASE",
    "PEPPER",
];
/// Last parts of names that only speak about one.
const ABOUT: [&str; 19] = [
    "ALGORITHM",
    "AUDIENCE",
    "DAYS",
    "EXPIRES",
    "FILE",
    "HOURS",
    "ID",
    "ISSUER",
    "LENGTH",
    "LIMIT",
    "MINUTES",
    "NAME",
    "PATH",
    "PREFIX",
    "SECONDS",
    "SIZE",
    "TTL",
    "TYPE",
    "URL",
];
/// Beginnings of values that only real secrets have.
const REAL: [&str; 12] = [
    "-----BEGIN",
    "AKIA",
    "eyJ",
    "ghp_",
    "github_pat_",
    "glpat-",
    "npm_",
    "rk_live_",
    "sk_live_",
    "sk_test_",
    "whsec_",
    "xox",
];
/// What people write where a value is to be filled in.
const FILL_IN: [&str; 13] =
    ["...", "<", "change", "example", "fill", "generate", "here", "placeholder", "replace", "todo", "your", "xxx", "…"];

/// Whether a variable of this name holds a secret.
pub(in crate::check) fn is_name(name: &str) -> bool {
    let upper = name.to_uppercase();
    let parts: Vec<&str> = upper.split(['_', '-', '.']).collect();
    let about = parts.last().is_some_and(|last| ABOUT.contains(last));
    !about && !parts.contains(&"PUBLIC") && parts.iter().any(|part| SECRET.contains(part))
}

/// Whether a value says that it is to be filled in.
pub(in crate::check) fn is_fill_in(value: &str) -> bool {
    let value = value.trim().to_lowercase();
    value.is_empty() || FILL_IN.iter().any(|word| value.contains(word))
}

/// Whether a value looks as if a machine had made it: long, without blanks, and without any pattern.
pub(in crate::check) fn is_random(value: &str) -> bool {
    let value = value.trim();
    if REAL.iter().any(|start| value.starts_with(start)) {
        return true;
    }
    let length = value.chars().count();
    let mixed = value.contains(|c: char| c.is_ascii_digit()) && value.contains(|c: char| c.is_ascii_alphabetic());
    let plain = value.chars().all(|c| c.is_ascii_alphanumeric() || "+/=_-.!@#$%^&*".contains(c));
    length >= 16 && mixed && plain && !is_fill_in(value) && entropy(value) > 3.0
}

/// Bits for each character.
fn entropy(value: &str) -> f64 {
    let all: Vec<char> = value.chars().collect();
    let total = f64::from(u32::try_from(all.len()).unwrap_or(u32::MAX));
    let mut sorted = all;
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|same| f64::from(u32::try_from(same.len()).unwrap_or(u32::MAX)) / total)
        .map(|share| -share * share.log2())
        .sum()
}

/// The user, the password and the host of a URL such as `postgres://app:pass@db:5432/shop`.
pub(in crate::check) struct Url<'a> {
    pub(in crate::check) password: Option<&'a str>,
    pub(in crate::check) host: &'a str,
}

/// Reads an address; none if it is none.
pub(in crate::check) fn url(text: &str) -> Option<Url<'_>> {
    let (scheme, rest) = text.trim().split_once("://")?;
    if scheme.is_empty() || !scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) {
        return None;
    }
    // What is filled in later, such as `${PASSWORD:?set it}`, may hold anything.
    let mut end = rest.len();
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '/' | '?' if depth == 0 => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let authority = rest.get(..end).unwrap_or(rest);
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let password = user.and_then(|user| user.split_once(':')).map(|(_, password)| password);
    Some(Url {
        password: password.filter(|password| !password.is_empty()),
        host: host.split(':').next().unwrap_or(host),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_told_from_names_about_them() {
        for name in ["JWT_SECRET", "POSTGRES_PASSWORD", "npm_token", "API_KEY", "STRIPE_SECRET_KEY", "DB_PASS"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["PORT", "NODE_ENV", "TOKEN_TTL", "JWT_SECRET_FILE", "PUBLIC_KEY", "KEYBOARD", "PASSENGERS", "PATH"]
        {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn values_that_are_to_be_filled_in_are_no_secrets() {
        for value in ["", "change-me", "<32 random characters>", "your-secret-here", "replace_me_1234567890abcdef"] {
            assert!(is_fill_in(value) && !is_random(value), "{value}");
        }
        for value in
            ["9f86d081884c7d659a2feaa0c55ad015", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "kJ8s02lQpz7Rm4Xw"]
        {
            assert!(is_random(value), "{value}");
        }
        for value in ["postgres", "development", "postgres://localhost:5432/app", "aaaaaaaaaaaaaaaa1"] {
            assert!(!is_random(value), "{value}");
        }
    }

    #[test]
    fn an_address_is_read() {
        let read = |text: &str| url(text).map(|url| (url.password.map(str::to_owned), url.host.to_owned()));
        assert_eq!(read("postgres://app:pw@db:5432/shop"), Some((Some("pw".into()), "db".into())));
        assert_eq!(read("redis://cache:6379"), Some((None, "cache".into())));
        let later = "postgres://app:${PW:?set PW/it}@db/shop";
        assert_eq!(read(later), Some((Some("${PW:?set PW/it}".into()), "db".into())));
        assert_eq!(read("plain"), None);
    }
}
