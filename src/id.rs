//! Validated names: of exercises, lessons, weeks, projects, quizzes, questions and courses, and the learner's track.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// Why a text is no slug.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id: use small letters, digits and single hyphens, such as `celsius-to-fahrenheit`")]
pub struct BadId(pub String);

fn is_slug(text: &str) -> bool {
    text.len() <= 80
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && !text.ends_with('-')
        && !text.contains("--")
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as it is written in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Self::try_from(text.to_owned())
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;

            fn try_from(text: String) -> Result<Self, BadId> {
                if is_slug(&text) { Ok(Self(text)) } else { Err(BadId(text)) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

slug!(
    /// Names an exercise; the key of its progress, never changed and never numbered.
    ExerciseId
);
slug!(
    /// Names a lesson.
    LessonId
);
slug!(
    /// Names a week; also the name of its folder.
    WeekId
);
slug!(
    /// Names a quiz.
    QuizId
);
slug!(
    /// Names a project; also the name of the folder that its milestones share.
    ProjectId
);
slug!(
    /// Names a course that was added; also the name of its folders.
    CourseId
);
slug!(
    /// Names a question, within its quiz or exercise and among all questions.
    QuestionId
);
slug!(
    /// Names a known wrong answer within its exercise.
    WrongId
);

/// The path that a learner has chosen (`--path`). Called a track in code, where a path is a place in the file system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Track {
    /// JavaScript on Node.js.
    Node,
    /// Python.
    Python,
}

impl Track {
    /// Both tracks, in the order in which they are offered.
    pub const ALL: [Track; 2] = [Track::Node, Track::Python];

    /// The word in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Track::Node => "node",
            Track::Python => "python",
        }
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Track::Node => "Node.js",
            Track::Python => "Python",
        }
    }

    /// The ending of the track's programs, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Track::Node => "js",
            Track::Python => "py",
        }
    }

    /// The other track.
    #[must_use]
    pub fn other(self) -> Track {
        match self {
            Track::Node => Track::Python,
            Track::Python => Track::Node,
        }
    }

    /// An identifier, written by authors in `snake_case`, in the track's own style.
    pub fn identifier(self, snake: &str) -> String {
        match self {
            Track::Python => snake.to_owned(),
            Track::Node => {
                let mut words = snake.split('_');
                let mut out = words.next().unwrap_or_default().to_owned();
                for word in words {
                    let mut chars = word.chars();
                    out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
                    out.push_str(chars.as_str());
                }
                out
            }
        }
    }
}

impl fmt::Display for Track {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Track {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Track::ALL
            .into_iter()
            .find(|track| track.as_str() == text)
            .ok_or_else(|| format!("`{text}` is no path: choose `node` or `python`"))
    }
}

/// Something that may differ between the tracks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ByTrack<T> {
    /// For node.
    pub node: T,
    /// For python.
    pub python: T,
}

impl<T> ByTrack<T> {
    /// The value for a track.
    pub fn get(&self, track: Track) -> &T {
        match track {
            Track::Node => &self.node,
            Track::Python => &self.python,
        }
    }
}

impl<T: Clone> ByTrack<T> {
    /// The same for both.
    pub fn both(value: T) -> Self {
        ByTrack { node: value.clone(), python: value }
    }
}

impl<'de, T: Deserialize<'de> + Clone> Deserialize<'de> for ByTrack<T> {
    /// Reads one value for both tracks, or a table with the keys `node` and `python`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de> + Clone> Visitor<'de> for Visit<T> {
            type Value = ByTrack<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one value, or one for each path: `{ node = …, python = … }`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                T::deserialize(text.into_deserializer()).map(ByTrack::both)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                T::deserialize(SeqAccessDeserializer::new(seq)).map(ByTrack::both)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let (mut node, mut python) = (None, None);
                while let Some(track) = map.next_key::<Track>()? {
                    match track {
                        Track::Node => node = Some(map.next_value()?),
                        Track::Python => python = Some(map.next_value()?),
                    }
                }
                Ok(ByTrack {
                    node: node.ok_or_else(|| de::Error::missing_field("node"))?,
                    python: python.ok_or_else(|| de::Error::missing_field("python"))?,
                })
            }
        }

        deserializer.deserialize_any(Visit(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for ByTrack<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}ByPath", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({
            "anyOf": [
                one,
                {
                    "type": "object",
                    "properties": { "node": one, "python": one },
                    "required": ["node", "python"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_has_small_letters_digits_and_single_hyphens() {
        for good in ["a", "celsius-to-fahrenheit", "week-2"] {
            assert!(good.parse::<ExerciseId>().is_ok(), "{good}");
        }
        for bad in ["", "2nd", "A", "a--b", "a-", "a_b", "../x", "a/b", "é"] {
            assert!(bad.parse::<ExerciseId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn node_writes_camel_case_and_python_snake_case() {
        assert_eq!(Track::Node.identifier("to_fahrenheit"), "toFahrenheit");
        assert_eq!(Track::Python.identifier("to_fahrenheit"), "to_fahrenheit");
        assert_eq!(Track::Node.identifier("add"), "add");
    }
}
