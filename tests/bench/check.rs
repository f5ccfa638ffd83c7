//! What a check costs beside the bare interpreter: both are started in turn, in the same run.

use std::collections::BTreeMap;

use criterion::{Criterion, criterion_group, criterion_main};
use roadmap::check::{Role, Runner, Submission};
use roadmap::curriculum::{Curriculum, Library};
use roadmap::id::Track;
use roadmap::process::{self, Cancel, Command, Limits};

fn check(criterion: &mut Criterion) {
    let (curriculum, _) = Curriculum::load(&Library::embedded());
    let Some(curriculum) = curriculum else { return };
    let Some(exercise) = "celsius-to-fahrenheit".parse().ok().and_then(|id| curriculum.exercises.get(&id)) else {
        return;
    };
    let runner = Runner::on_this_machine(None);
    let toolchain = runner.toolchain();
    for track in Track::ALL {
        let (Ok(tool), Some(solution)) = (toolchain.runtime(track), exercise.spec.variant(track, &Role::Solution))
        else {
            continue;
        };
        let Ok(folder) = tempfile::tempdir() else { return };
        let file = folder.path().join(exercise.spec.main_file(track));
        if std::fs::write(&file, solution.content.text(&exercise.spec.main_file(track))).is_err() {
            return;
        }
        let bare = Command {
            program: tool.program.clone(),
            args: vec![file.into_os_string()],
            dir: folder.path().to_owned(),
            env: BTreeMap::new(),
            stdin: Vec::new(),
            limits: Limits::default(),
        };
        let mut group = criterion.benchmark_group(format!("celsius-to-fahrenheit/{track}"));
        group.sample_size(30);
        group.bench_function("bare interpreter", |bencher| {
            bencher.iter(|| process::run(&bare, &Cancel::new()).map(|output| output.end));
        });
        let submission = Submission::Content(solution.content.clone());
        group.bench_function("check of 8 calls", |bencher| {
            bencher.iter(|| {
                let report = runner.run(&exercise.spec, track, &submission, &Cancel::new(), &|_, _| ());
                report.is_ok_and(|report| report.passed())
            });
        });
        group.finish();
    }
}

criterion_group!(benches, check);
criterion_main!(benches);
