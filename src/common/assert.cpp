#include "common/assert.h"

#include <cstdio>
#include <cstdlib>

namespace liaison {

void assertion_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "liaison: internal error: %s does not hold (%s:%d)\n", condition, file, line);
  std::abort();
}

}  // namespace liaison
