//! Redis: one private server for an attempt, asked directly.

use super::ServiceError;

/// A private Redis. Dropping it stops it.
#[derive(Debug)]
pub struct Cache {
    url: String,
}

impl Cache {
    /// Its address, for a program: `redis://…`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A new connection of ours.
    pub fn connect(&self) -> Result<redis::Connection, ServiceError> {
        Err(ServiceError::Failed { engine: "Redis", problem: "is not started yet".to_owned() })
    }
}
