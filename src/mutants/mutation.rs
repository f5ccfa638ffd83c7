//! The changes that are tried: one line for each, with the name that authors write and what it does.

use std::str::FromStr;

use serde::Deserialize;

macro_rules! mutations {
    ($( $kind:ident $name:literal $says:literal, )+) => {
        /// A kind of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(try_from = "String")]
        pub enum Mutation {
            $( #[doc = $says] $kind, )+
        }

        impl Mutation {
            /// All of them.
            pub const ALL: &[Mutation] = &[$( Mutation::$kind, )+];

            /// The name that authors write.
            pub fn name(self) -> &'static str {
                match self { $( Mutation::$kind => $name, )+ }
            }

            /// What it does, in one line.
            pub fn says(self) -> &'static str {
                match self { $( Mutation::$kind => $says, )+ }
            }
        }
    };
}

mutations! {
    Number "number" "another number",
    Status "status" "another status",
    OneOff "one-off" "a comparison that is off by one",
    Equality "equality" "equal and not equal are swapped",
    Arithmetic "arithmetic" "another operation",
    Logic "logic" "and, or: the other one",
    Negated "negated" "the opposite condition",
    Truth "truth" "true and false are swapped",
    Text "text" "another text",
    StatementDropped "statement-dropped" "a statement is left out",
    HeaderDropped "header-dropped" "a header is left out",
    BranchDropped "branch-dropped" "a branch is never taken",
    ElseDropped "else-dropped" "the other case is left out",
    GuardDropped "guard-dropped" "an early way out is left out",
    StatementsSwapped "statements-swapped" "two statements in the other order",
    ArgumentsSwapped "arguments-swapped" "two arguments in the other order",
    AwaitMissing "await-missing" "nobody waits for it",
    CleaningDropped "cleaning-dropped" "a value is used as it came",
    WhereDropped "where-dropped" "no condition",
    ConditionDropped "condition-dropped" "one condition less",
    OrderDropped "order-dropped" "no order",
    Direction "direction" "the other direction",
    Join "join" "another join",
    Count "count" "rows and values are counted in the other way",
    Aggregate "aggregate" "another way to sum up",
    DistinctDropped "distinct-dropped" "doubles are kept, or are not",
    LimitDropped "limit-dropped" "no limit",
    FallbackDropped "fallback-dropped" "no value in place of a missing one",
    ConstraintDropped "constraint-dropped" "a rule of a table is left out",
    DefaultDropped "default-dropped" "a column's default is left out",
    OnDelete "on-delete" "something else happens on delete",
    LineDropped "line-dropped" "a line or a key is left out",
    LinesSwapped "lines-swapped" "two lines in the other order",
}

impl FromStr for Mutation {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Mutation::ALL.iter().copied().find(|one| one.name() == name);
        found.ok_or_else(|| {
            let names: Vec<_> = Mutation::ALL.iter().map(|one| one.name()).collect();
            format!("`{name}` is no mutation; there are {}", names.join(", "))
        })
    }
}

impl TryFrom<String> for Mutation {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse()
    }
}
