#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace liaison {

/// What kind of fault stopped a statement. The names up to ProcedureError are the openCypher TCK's; those behind it are
/// liaison's own. Order and names live here only; `to_string` gives the text that formats and tests show.
enum class ErrorCode : std::uint8_t {
  SyntaxError,
  TypeError,
  ArgumentError,
  ArithmeticError,
  SemanticError,
  EntityNotFound,
  ParameterMissing,
  ProcedureError,
  ConstraintVerificationFailed,
  NotSupported,    ///< legal openCypher that this version names but cannot execute
  LimitExceeded,   ///< timeout or memory; the command line exits with 4
  Interrupted,     ///< cancelled by the user; the command line exits with 130
  ReadOnly,        ///< a write where writes are refused
  GraphFileError,  ///< a graph file that cannot be read or written; the command line exits with 3
  UsageError,      ///< a wrong command, option or parameter text
};

/// When a fault was found: before anything ran, or while running.
enum class Phase : std::uint8_t { CompileTime, Runtime };

[[nodiscard]] std::string_view to_string(ErrorCode code);
[[nodiscard]] std::string_view to_string(Phase phase);  // "compile time", "runtime"

/// A place in a text: 1-based line and column (columns count code points), and how many code points the caret covers.
/// line 0: the fault has no place.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 1;
};

/// The one error type: thrown inside the library, returned in a Result at its door.
/// `detail` is the TCK's detail name (`UndefinedVariable`), or liaison's own in the same manner.
class Error : public std::exception {
 public:
  Error(ErrorCode code, std::string_view detail, Phase phase, std::string message, Place place = {},
        std::string hint = {});

  [[nodiscard]] const char* what() const noexcept override { return message.c_str(); }

  ErrorCode code;
  std::string detail;
  Phase phase;
  std::string message;  ///< one sentence for people, no place in it
  Place place;
  std::string hint;  ///< empty, or what is likely meant: "did you mean invests-in?"
  std::string file;  ///< the file the place is in, empty for statement text
};

/// Shorthands that name the phase in the call.
[[nodiscard]] Error compile_error(ErrorCode code, std::string_view detail, std::string message, Place place = {},
                                  std::string hint = {});
[[nodiscard]] Error runtime_error(ErrorCode code, std::string_view detail, std::string message, Place place = {},
                                  std::string hint = {});

}  // namespace liaison
