//! Starts servers of ours: they live as long as the tutor, and end in order with it, also after `kill -9`.

use std::path::Path;
#[cfg(unix)]
use std::path::PathBuf;

use super::{Command, Running, StartError};

/// The user as whom a program runs, where that is not the tutor's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct User {
    /// Its number.
    pub uid: u32,
    /// The number of its group.
    pub gid: u32,
}

/// How a server is told to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By SIGQUIT, so that it can tidy up.
    InOrder,
    /// By SIGKILL.
    AtOnce,
}

/// It waits for a line, so that what it starts bears the tags of its tree. Its standard input comes to its end when the
/// tutor does, however that happens. Then the server is told to end, and its folder goes with it: not at once, where a
/// process of the server's own is still writing into it. Its own output goes nowhere: nobody reads it when the tutor is
/// gone, and a word of the shell's would end it before it has tidied up.
#[cfg(unix)]
const GUARD: &str = r#"
room=$1 signal=$2
shift 2
exec 3<&0 </dev/null
read -r _ <&3 || exit
gone=
trap 'gone=yes' USR1
"$@" 3<&- &
server=$!
exec >/dev/null 2>&1
{ trap - USR1; read -r _ <&3; kill -USR1 $$; kill -$signal $server; } &
guard=$!
exec 3<&-
wait $server
code=$?
if [ "$gone" ]; then
  wait $server
  tries=0
  until rm -rf -- "$room" || [ $((tries += 1)) -ge 100 ]; do sleep 0.1; done
else
  kill $guard 2>/dev/null
fi
exit $code
"#;

/// The variable that all have in their environment.
pub(super) const SERVER: &str = "ROADMAP_SERVER";

/// Starts a program that is trusted, such as a database server, or a tool that sets one up. Of `command.limits` only the
/// time and the output hold for it. Its private folder `room` is removed when the tutor is gone, or [`Running::quit`] is
/// called, not by [`Running::stop`] or by dropping it.
pub fn serve(command: &Command, user: Option<User>, room: &Path, ending: Ending) -> Result<Running, StartError> {
    let mut guarded = guarded(command, room, ending);
    guarded.env.insert(SERVER.to_owned(), "yes".to_owned());
    Running::serve(&guarded, user).map_err(|source| StartError { program: command.program.clone(), source })
}

#[cfg(unix)]
fn guarded(command: &Command, room: &Path, ending: Ending) -> Command {
    let signal = match ending {
        Ending::InOrder => "QUIT",
        Ending::AtOnce => "KILL",
    };
    let before =
        ["-c".into(), GUARD.into(), "guard".into(), room.into(), signal.into(), command.program.clone().into()];
    let args = before.into_iter().chain(command.args.iter().cloned()).collect();
    Command { program: PathBuf::from("/bin/sh"), args, ..command.clone() }
}

#[cfg(not(unix))]
fn guarded(command: &Command, _room: &Path, _ending: Ending) -> Command {
    command.clone()
}
