#ifndef CTEMPORARYNAMES_H
#define CTEMPORARYNAMES_H

#ifdef __cplusplus
extern "C" {
#endif

// The names of temporary files, kept where a signal handler may read them.

/// Remembers a path and returns its slot; -1 where there is no room, or the path is too long: such a
/// file is then left behind if a signal ends the process.
int temporary_name_enter(const char *path);

/// Forgets the path in a slot; -1 is fine.
void temporary_name_leave(int slot);

/// Removes every file that is remembered. Safe in a signal handler.
void temporary_names_remove(void);

/// From now on, SIGHUP, SIGINT and SIGTERM remove what is remembered and end the process with
/// 128 + the signal's number: 129, 130, 143. Where SIGHUP is ignored, as nohup wants it, it stays so.
void temporary_names_watch_signals(void);

#ifdef __cplusplus
}
#endif

#endif
