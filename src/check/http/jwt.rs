//! JSON Web Tokens: read and verified, and made, also such as no server should accept.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value, json};
use sha2::{Sha256, Sha384, Sha512};

use super::json::{canonical, shortened};
use super::values::{Unfilled, Values};
use crate::check::{CheckError, Facet};

/// How far a moment in a token may be off: the server's clock is ours, but it may be busy.
const SLACK: i64 = 30;

/// The words of algorithms that are made and verified here.
pub(super) const ALGORITHMS: [&str; 3] = ["HS256", "HS384", "HS512"];

/// Where the secret is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Secret {
    Text(String),
    /// In this variable of the setup's environment.
    Env(String),
}

/// What a token in an answer must be.
#[derive(Debug, Clone)]
pub(super) struct Expected {
    /// The place in the body.
    pub(super) from: String,
    pub(super) algorithm: String,
    pub(super) secret: Option<Secret>,
    pub(super) claims: Vec<(String, Value)>,
    /// Claims that must not be there, whatever they hold.
    pub(super) lacks: Vec<String>,
    /// Seconds from now until it expires: at least, at most.
    pub(super) expires: Option<(i64, i64)>,
}

/// A token to be made.
#[derive(Debug, Clone)]
pub(in crate::check) struct Forged {
    pub(in crate::check) name: String,
    /// What its header says.
    pub(super) algorithm: String,
    pub(super) secret: Secret,
    pub(super) claims: Map<String, Value>,
    /// Claims that are so many seconds from now.
    pub(super) moments: Vec<(String, i64)>,
    /// Begins with this token, and only changes it.
    pub(super) from: Option<String>,
    /// Claims that are written over after signing.
    pub(super) tamper: Map<String, Value>,
}

impl Secret {
    /// The secret itself.
    pub(super) fn find(&self, env: &std::collections::BTreeMap<String, String>) -> Result<String, CheckError> {
        match self {
            Secret::Text(text) => Ok(text.clone()),
            Secret::Env(name) => env.get(name).cloned().ok_or_else(|| {
                CheckError::Broken(format!("a token needs `{name}`, which is not in the `env` of the setup"))
            }),
        }
    }
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

fn sign(algorithm: &str, secret: &str, text: &str) -> Vec<u8> {
    fn with<M: Mac + KeyInit>(secret: &str, text: &str) -> Vec<u8> {
        let Ok(mut mac) = <M as KeyInit>::new_from_slice(secret.as_bytes()) else { return Vec::new() };
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }
    match algorithm {
        "HS384" => with::<Hmac<Sha384>>(secret, text),
        "HS512" => with::<Hmac<Sha512>>(secret, text),
        algorithm if algorithm.eq_ignore_ascii_case("none") => Vec::new(),
        // Whatever its header claims.
        _ => with::<Hmac<Sha256>>(secret, text),
    }
}

fn encode(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn decode(part: &str) -> Option<Map<String, Value>> {
    let bytes = URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

impl Forged {
    /// The token, made now.
    pub(super) fn make(&self, secret: &str, values: &Values) -> Result<String, Unfilled> {
        let signed = if let Some(template) = &self.from {
            values.text(template)?
        } else {
            let mut claims = match values.value(&Value::Object(self.claims.clone()))? {
                Value::Object(claims) => claims,
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
            };
            claims.extend(self.moments.iter().map(|(name, from_now)| (name.clone(), json!(now() + from_now))));
            let head = encode(&json!({ "alg": self.algorithm, "typ": "JWT" }));
            let text = format!("{head}.{}", encode(&Value::Object(claims)));
            let signature = URL_SAFE_NO_PAD.encode(sign(&self.algorithm, secret, &text));
            format!("{text}.{signature}")
        };
        if self.tamper.is_empty() {
            return Ok(signed);
        }
        let mut parts: Vec<String> = signed.split('.').map(str::to_owned).collect();
        if let Some(payload) = parts.get_mut(1) {
            let mut claims = decode(payload).unwrap_or_default();
            claims.extend(self.tamper.clone());
            *payload = encode(&Value::Object(claims));
        }
        Ok(parts.join("."))
    }
}

impl Expected {
    /// What a token is, as facets.
    pub(super) fn compare(
        &self,
        token: Option<&Value>,
        secret: Option<&str>,
        values: &Values,
    ) -> Result<Vec<Facet>, Unfilled> {
        let form = |key: &str, actual: String| vec![Facet::new("token", false, key, "a JSON Web Token", actual)];
        let Some(token) = token else { return Ok(form("missing", "it is missing".to_owned())) };
        let text = token.as_str().unwrap_or_default();
        let parts: Vec<&str> = text.split('.').collect();
        let [top, payload, signature] = parts.as_slice() else {
            return Ok(form("no token", shortened(&token.to_string())));
        };
        let (Some(read), Some(claims)) = (decode(top), decode(payload)) else {
            return Ok(form("no token", shortened(text)));
        };
        let mut facets = vec![Facet::new("token", true, "right", "a JSON Web Token", "a JSON Web Token")];
        let algorithm = read.get("alg").and_then(Value::as_str).unwrap_or("none");
        let right = algorithm == self.algorithm;
        facets.push(Facet::new("token algorithm", right, algorithm, &self.algorithm, shortened(algorithm)));
        if let Some(secret) = secret.filter(|_| right) {
            let expected = URL_SAFE_NO_PAD.encode(sign(algorithm, secret, &format!("{top}.{payload}")));
            let held = expected == signature.trim_end_matches('=');
            let actual = if held { "signed with the secret" } else { "signed with something else" };
            facets.push(Facet::compared("token signature", held, "other secret", "signed with the secret", actual));
        }
        for (name, wanted) in &self.claims {
            let filled = values.value(wanted)?;
            let found = claims.get(name);
            let held = found.is_some_and(|found| canonical(found) == canonical(&filled));
            let key = found.map_or("missing".to_owned(), |found| crate::check::stable::stable(&canonical(found)));
            let actual = found.map_or("it is missing".to_owned(), |found| shortened(&found.to_string()));
            facets.push(Facet::compared(format!("token claim {name}"), held, key, filled.to_string(), actual));
        }
        for name in &self.lacks {
            let found = claims.get(name);
            let actual = found.map_or("no such claim".to_owned(), |found| shortened(&found.to_string()));
            facets.push(Facet::compared(
                format!("token claim {name}"),
                found.is_none(),
                "there",
                "no such claim",
                actual,
            ));
        }
        if let Some((least, most)) = self.expires {
            let left = claims.get("exp").and_then(Value::as_f64).map(|at| at - seconds(now()));
            let (key, actual) = match left {
                None => ("missing", "it never expires".to_owned()),
                Some(left) if left < seconds(least - SLACK) => ("early", format!("it expires in {left:.0} s")),
                Some(left) if left > seconds(most + SLACK) => ("late", format!("it expires in {left:.0} s")),
                Some(left) => ("right", format!("it expires in {left:.0} s")),
            };
            let expected = format!("a token that expires in {least} to {most} s");
            facets.push(Facet::new("token expiry", key == "right", key, expected, actual));
        }
        Ok(facets)
    }
}

#[allow(clippy::cast_precision_loss, reason = "seconds of a clock")]
fn seconds(count: i64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forged(algorithm: &str, secret: &str) -> Forged {
        Forged {
            name: "t".to_owned(),
            algorithm: algorithm.to_owned(),
            secret: Secret::Text(secret.to_owned()),
            claims: json!({ "sub": "1" }).as_object().unwrap().clone(),
            moments: vec![("exp".to_owned(), 600)],
            from: None,
            tamper: Map::new(),
        }
    }

    fn expected() -> Expected {
        Expected {
            from: "$.token".to_owned(),
            algorithm: "HS256".to_owned(),
            secret: Some(Secret::Env("JWT_SECRET".to_owned())),
            claims: vec![("sub".to_owned(), json!("1"))],
            lacks: vec!["password".to_owned()],
            expires: Some((60, 3600)),
        }
    }

    fn faults(token: &str) -> Vec<String> {
        let values = Values::default();
        let facets = expected().compare(Some(&json!(token)), Some("secret"), &values).unwrap();
        facets.into_iter().filter(|one| !one.held).map(|one| format!("{}: {}", one.name, one.key)).collect()
    }

    #[test]
    fn a_token_that_others_made_is_verified() {
        // From RFC 7515, appendix A.1.
        let text = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let key = URL_SAFE_NO_PAD
            .decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
            .unwrap();
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&key).unwrap();
        mac.update(text.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
        assert_eq!(signature, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    }

    #[test]
    fn tokens_are_made_and_told_apart() {
        let make = |forged: &Forged, secret: &str| forged.make(secret, &Values::default()).unwrap();
        assert_eq!(faults(&make(&forged("HS256", ""), "secret")), [""; 0]);
        assert_eq!(faults(&make(&forged("HS256", ""), "guess")), ["token signature: other secret"]);
        assert_eq!(faults(&make(&forged("none", ""), "")), ["token algorithm: none"]);
        let tampered = Forged { tamper: json!({ "sub": "2" }).as_object().unwrap().clone(), ..forged("HS256", "") };
        assert_eq!(faults(&make(&tampered, "secret")), ["token signature: other secret", "token claim sub: \"2\""]);
        let old = Forged { moments: vec![("exp".to_owned(), -600)], ..forged("HS256", "") };
        assert_eq!(faults(&make(&old, "secret")), ["token expiry: early"]);
        let endless = Forged { moments: Vec::new(), ..forged("HS256", "") };
        assert_eq!(faults(&make(&endless, "secret")), ["token expiry: missing"]);
        assert_eq!(faults("x"), ["token: no token"]);
    }

    #[test]
    fn a_token_that_a_server_gave_can_be_changed() {
        let mut values = Values::default();
        values.set("token", json!(forged("HS256", "").make("secret", &Values::default()).unwrap()));
        let changed = Forged {
            from: Some("{token}".to_owned()),
            tamper: json!({ "role": "admin" }).as_object().unwrap().clone(),
            ..forged("HS256", "")
        };
        let token = changed.make("", &values).unwrap();
        assert_eq!(decode(token.split('.').nth(1).unwrap()).unwrap().get("role"), Some(&json!("admin")));
        assert_eq!(faults(&token), ["token signature: other secret"]);
    }
}
