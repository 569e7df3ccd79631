#pragma once

/// Everything an embedding program needs: open a Database, make a Session, run statements, read Rows.
#include "liaison/database.h"
#include "liaison/error.h"
#include "liaison/options.h"
#include "liaison/result.h"
#include "liaison/session.h"
#include "liaison/value.h"
