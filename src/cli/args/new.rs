//! What is typed behind `roadmap new`.

use clap::{Args as ClapArgs, Subcommand};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum NewCommand {
    /// A week; in a folder without a course, a course as well
    Week(NewWeekArgs),
    /// A lesson at the end of a week
    Lesson(NewLessonArgs),
    /// A quiz at the end of a week
    Quiz(NewQuizArgs),
    /// An exercise at the end of a week: starter, solution and wrong answers; for one path alone with --path
    Exercise(NewExerciseArgs),
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct NewWeekArgs {
    /// Its id, such as `first-steps`
    pub id: Option<String>,
    /// Its title
    #[arg(long)]
    pub title: Option<String>,
    /// Completes "After this week you can …"
    #[arg(long)]
    pub outcome: Option<String>,
    /// How long it takes
    #[arg(long)]
    pub hours: Option<String>,
    /// The title of its month, which is made if it is not there; the last month unless given
    #[arg(long)]
    pub month: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct NewLessonArgs {
    /// Its id, such as `names-for-values`
    pub id: Option<String>,
    /// The week that has it: its id or number
    #[arg(long)]
    pub week: Option<String>,
    /// Its title
    #[arg(long)]
    pub title: Option<String>,
    /// Completes "After this lesson you can …"
    #[arg(long)]
    pub outcome: Option<String>,
    /// What it is about, separated by commas
    #[arg(long, value_name = "A,B")]
    pub concepts: Option<String>,
    /// How long it takes
    #[arg(long)]
    pub minutes: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct NewQuizArgs {
    /// Its id, such as `first-quiz`
    pub id: Option<String>,
    /// The week that has it: its id or number
    #[arg(long)]
    pub week: Option<String>,
    /// Its title
    #[arg(long)]
    pub title: Option<String>,
    /// How long it takes
    #[arg(long)]
    pub minutes: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct NewExerciseArgs {
    /// Its id, such as `celsius-to-fahrenheit`
    pub id: Option<String>,
    /// The week that has it: its id or number
    #[arg(long)]
    pub week: Option<String>,
    /// The kind of its checks, such as function, program, http or sql
    #[arg(long)]
    pub kind: Option<String>,
    /// Its title
    #[arg(long)]
    pub title: Option<String>,
    /// What it is about, separated by commas
    #[arg(long, value_name = "A,B")]
    pub concepts: Option<String>,
    /// Lessons and exercises that come before it, separated by commas
    #[arg(long, value_name = "ID,ID")]
    pub needs: Option<String>,
    /// 1 to 5; 1 unless given
    #[arg(long)]
    pub difficulty: Option<String>,
    /// How long it takes; 30 unless given
    #[arg(long)]
    pub minutes: Option<String>,
}
