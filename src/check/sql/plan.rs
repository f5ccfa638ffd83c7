//! How PostgreSQL would run a query: which nodes its plan has, and which it must or must not have.

use std::fmt;

use crate::diagnostic::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::expect::RULE;
use crate::check::Facet;
use crate::diagnostic::FileProblems;

/// The word for any node that reads an index.
const INDEX: &str = "Index";

/// A `plan` as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlan {
    #[serde(default)]
    uses: Vec<Spanned<String>>,
    #[serde(default)]
    never: Vec<Spanned<String>>,
}

/// What a plan must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    uses: Vec<Pattern>,
    never: Vec<Pattern>,
}

/// Nodes of which one is meant: `Index Scan on orders|Bitmap Heap Scan on orders`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern(Vec<Node>);

/// A node, or what is asked of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Node {
    kind: String,
    relation: Option<String>,
    index: Option<String>,
}

impl Plan {
    /// What was meant; problems go to `problems`, and then there may be no meaning.
    pub(super) fn build(raw: Spanned<RawPlan>, problems: &mut FileProblems<'_>) -> Option<Plan> {
        let place = raw.span();
        let raw = raw.into_inner();
        if raw.uses.is_empty() && raw.never.is_empty() {
            problems
                .error(RULE, place, "nothing is asked of the plan")
                .help("add `uses` or `never`: `never = [\"Seq Scan on orders\"]`");
            return None;
        }
        let mut patterns = |typed: Vec<Spanned<String>>| -> Option<Vec<Pattern>> {
            let read = typed.into_iter().map(|text| {
                let pattern = Pattern::read(text.get_ref());
                if pattern.is_none() {
                    problems
                        .error(RULE, text.span(), format!("`{text}` is no node of a plan"))
                        .help("write a type as EXPLAIN names it: `Sort`, `Seq Scan on orders`, `Index Scan on orders using orders_customer`; `Index on orders` is any use of an index; `|` parts alternatives");
                }
                pattern
            });
            read.collect()
        };
        Some(Plan { uses: patterns(raw.uses)?, never: patterns(raw.never)? })
    }

    /// One line for people.
    pub(super) fn describe(&self) -> String {
        let uses = self.uses.iter().map(|pattern| format!("uses {pattern}"));
        let never = self.never.iter().map(|pattern| format!("has no {pattern}"));
        format!("the plan {}", uses.chain(never).collect::<Vec<_>>().join(" and "))
    }

    /// What was compared. `explained` is the JSON of EXPLAIN.
    pub(super) fn compare(&self, explained: &str) -> Vec<Facet> {
        let mut nodes = Vec::new();
        collect(&serde_json::from_str(explained).unwrap_or_default(), None, &mut nodes);
        let mut names: Vec<String> = nodes.iter().map(Node::to_string).collect();
        names.sort();
        names.dedup();
        let all = names.join(", ");
        let facet = |name: String, held: bool, expected: String| {
            Facet::compared(name, held, all.clone(), expected, all.clone())
        };
        let uses = self.uses.iter().map(|pattern| {
            facet(
                format!("plan uses {pattern}"),
                nodes.iter().any(|node| pattern.matches(node)),
                format!("{pattern} in the plan"),
            )
        });
        let never = self.never.iter().map(|pattern| {
            facet(
                format!("plan without {pattern}"),
                !nodes.iter().any(|node| pattern.matches(node)),
                format!("no {pattern} in the plan"),
            )
        });
        uses.chain(never).collect()
    }
}

/// All nodes of a plan. A bitmap's index does not know its table, so it is told.
fn collect(value: &Value, relation: Option<&str>, nodes: &mut Vec<Node>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, relation, nodes)),
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            let own = text("Relation Name").or(relation);
            if let Some(kind) = text("Node Type") {
                let index = text("Index Name").map(str::to_owned);
                let relation = if kind == "Bitmap Index Scan" { own } else { text("Relation Name") };
                nodes.push(Node { kind: kind.to_owned(), relation: relation.map(str::to_owned), index });
            }
            for below in ["Plan", "Plans"].iter().filter_map(|name| fields.get(*name)) {
                collect(below, own, nodes);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

impl Pattern {
    fn read(text: &str) -> Option<Pattern> {
        text.split('|').map(Node::read).collect::<Option<Vec<_>>>().map(Pattern)
    }

    fn matches(&self, node: &Node) -> bool {
        let named = |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted == found;
        let kind = |wanted: &str| match wanted {
            INDEX => ["Index Scan", "Index Only Scan", "Bitmap Index Scan"].contains(&node.kind.as_str()),
            // One that goes on sorting where an index stops is a sort as well.
            "Sort" => ["Sort", "Incremental Sort"].contains(&node.kind.as_str()),
            other => other == node.kind,
        };
        self.0.iter().any(|wanted| {
            kind(&wanted.kind) && named(&wanted.relation, &node.relation) && named(&wanted.index, &node.index)
        })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.iter().map(Node::to_string).collect::<Vec<_>>().join(" or "))
    }
}

impl Node {
    /// `TYPE on TABLE using INDEX`, of which only the type must be there.
    fn read(text: &str) -> Option<Node> {
        let (text, index) = match text.split_once(" using ") {
            Some((text, index)) => (text, Some(index.trim().to_owned())),
            None => (text, None),
        };
        let (kind, relation) = match text.split_once(" on ") {
            Some((kind, relation)) => (kind, Some(relation.trim().to_owned())),
            None => (text, None),
        };
        let kind = kind.trim();
        let is_type = kind.starts_with(|c: char| c.is_ascii_uppercase())
            && kind.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
        let is_name = |name: &Option<String>| name.as_ref().is_none_or(|name| !name.is_empty() && !name.contains(' '));
        (is_type && is_name(&relation) && is_name(&index)).then(|| Node { kind: kind.to_owned(), relation, index })
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        if let Some(relation) = &self.relation {
            write!(f, " on {relation}")?;
        }
        if let Some(index) = &self.index {
            write!(f, " using {index}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::build;

    const BITMAP: &str = r#"[{"Plan": {"Node Type": "Sort", "Plans": [{"Node Type": "Bitmap Heap Scan", "Relation Name": "orders",
        "Plans": [{"Node Type": "Bitmap Index Scan", "Index Name": "orders_customer"}]}]}}]"#;

    fn failed(plan: &str, explained: &str) -> Vec<String> {
        build(plan, Plan::build)
            .unwrap()
            .compare(explained)
            .into_iter()
            .filter(|facet| !facet.held)
            .map(|facet| facet.name)
            .collect()
    }

    #[test]
    fn nodes_are_looked_for_by_type_table_and_index() {
        let good = "{ uses = ['Index on orders', 'Bitmap Index Scan using orders_customer', 'Index Scan|Sort'], never = ['Seq Scan on orders'] }";
        assert_eq!(failed(good, BITMAP), Vec::<String>::new());
        let bad = "{ uses = ['Index on customers'], never = ['Sort', 'Bitmap Heap Scan on orders'] }";
        assert_eq!(
            failed(bad, BITMAP),
            ["plan uses Index on customers", "plan without Sort", "plan without Bitmap Heap Scan on orders"]
        );
        let sorted = r#"[{"Plan": {"Node Type": "Incremental Sort"}}]"#;
        assert_eq!(failed("{ never = ['Sort'] }", sorted), ["plan without Sort"]);
    }

    #[test]
    fn what_is_no_node_is_refused() {
        assert_eq!(
            build("{ uses = ['seq scan'] }", Plan::build),
            Err(vec!["`seq scan` is no node of a plan".to_owned()])
        );
        assert_eq!(build("{}", Plan::build), Err(vec!["nothing is asked of the plan".to_owned()]));
    }
}
