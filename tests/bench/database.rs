//! What a database of its own costs beside the query that runs in it: both on the same server, in the same run.

use std::sync::Arc;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use roadmap::process::Cancel;
use roadmap::service::Services;
use roadmap::toolchain::Toolchain;

const SHOP: &str = "
CREATE TABLE item (id serial PRIMARY KEY, name text NOT NULL);
INSERT INTO item (name) SELECT 'item ' || i FROM generate_series(1, 1000) i;
";

fn database(criterion: &mut Criterion) {
    let cancel = Cancel::new();
    let limit = Duration::from_secs(5);
    let services = Services::new(Arc::new(Toolchain::new(None)), None);
    let Ok(database) = services.database(SHOP, &cancel) else { return };
    let Ok(mut session) = database.session(&cancel) else { return };
    let mut group = criterion.benchmark_group("database");
    group.sample_size(30);
    group.bench_function("SELECT 1", |bencher| {
        bencher.iter(|| session.run("SELECT 1", limit, 10, &cancel).1.is_ok());
    });
    group.bench_function("database from its template, SELECT 1, drop", |bencher| {
        bencher.iter(|| {
            let database = services.database(SHOP, &cancel)?;
            let done = database.session(&cancel)?.run("SELECT 1", limit, 10, &cancel).1.is_ok();
            drop(database);
            Ok::<bool, roadmap::service::ServiceError>(done)
        });
    });
    group.bench_function("a new Redis", |bencher| bencher.iter(|| services.redis(&cancel).map(drop)));
    group.finish();
}

criterion_group!(benches, database);
criterion_main!(benches);
