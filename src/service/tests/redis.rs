//! Caches, and what is seen of them.

use ::redis::{Connection, cmd};

use super::*;

fn redis() -> Cache {
    services().redis(&Cancel::new()).unwrap()
}

/// A connection of a program.
fn program(cache: &Cache) -> Connection {
    ::redis::Client::open(cache.url()).unwrap().get_connection().unwrap()
}

#[test]
#[cfg_attr(not(has_redis), ignore = "Redis is not installed")]
fn each_redis_is_empty_and_private() {
    let (one, two) = (redis(), redis());
    cmd("SET").arg("k").arg("v").exec(&mut one.connect().unwrap()).unwrap();
    let mut other = two.connect().unwrap();
    assert_eq!(cmd("DBSIZE").query::<u64>(&mut other).unwrap(), 0);
    let without = two.url().replace(two.url().split(['@', ':']).nth(2).unwrap(), "wrong");
    assert!(::redis::Client::open(without).unwrap().get_connection().is_err());
    drop(two);
    assert!(cmd("PING").query::<String>(&mut other).is_err());
}

#[test]
#[cfg_attr(not(has_redis), ignore = "Redis is not installed")]
fn commands_of_programs_are_seen_in_order() {
    let cache = redis();
    let mut ours = cache.connect().unwrap();
    let mut monitor = cache.monitor().unwrap();
    let mut theirs = program(&cache);
    cmd("SET").arg("k").arg("a \"b\"\n").exec(&mut theirs).unwrap();
    cmd("GET").arg("k").exec(&mut ours).unwrap();
    cmd("EVAL").arg("return redis.call('GET', KEYS[1])").arg(1).arg("k").exec(&mut theirs).unwrap();
    let seen = |commands: Vec<Vec<String>>| -> Vec<Vec<String>> {
        commands.into_iter().filter(|command| !["CLIENT", "AUTH", "HELLO"].contains(&command[0].as_str())).collect()
    };
    let commands = seen(cache.commands(&mut monitor).unwrap());
    assert_eq!(commands, [vec!["SET", "k", "a \"b\"\n"], vec!["EVAL", "return redis.call('GET', KEYS[1])", "1", "k"]]);
    assert!(cache.commands(&mut monitor).unwrap().is_empty());
    cmd("DEL").arg("k").exec(&mut theirs).unwrap();
    assert_eq!(cache.commands(&mut monitor).unwrap(), [["DEL", "k"]]);
}

#[test]
#[cfg_attr(not(has_redis), ignore = "Redis is not installed")]
fn it_goes_away_and_comes_back_at_the_same_address() {
    let mut cache = redis();
    let url = cache.url().to_owned();
    let mut connection = program(&cache);
    cmd("SET").arg("k").arg("v").exec(&mut connection).unwrap();
    cache.stop().unwrap();
    assert!(cmd("PING").exec(&mut connection).is_err());
    assert!(cache.connect().is_err());
    cache.restart(&Cancel::new()).unwrap();
    assert_eq!(cache.url(), url);
    assert_eq!(cmd("EXISTS").arg("k").query::<u64>(&mut program(&cache)).unwrap(), 0);
}
