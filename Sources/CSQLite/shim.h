#pragma once
#include <sqlite3.h>

// The macro casts an integer to a function pointer, which the importer does not take over.
static inline sqlite3_destructor_type csqlite_transient(void) { return SQLITE_TRANSIENT; }

// Settings with a switch as their argument; the importer takes over no function with a variable list.
static inline int csqlite_switch(sqlite3 *database, int setting, int on) {
  return sqlite3_db_config(database, setting, on, (int *)0);
}
