#include "cli/exit_code.h"

#include "common/assert.h"

namespace liaison {

ExitCode exit_code_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::GraphFileError:
      return ExitCode::GraphUnusable;
    case ErrorCode::LimitExceeded:
      return ExitCode::LimitHit;
    case ErrorCode::Interrupted:
      return ExitCode::Interrupted;
    case ErrorCode::SyntaxError:
    case ErrorCode::TypeError:
    case ErrorCode::ArgumentError:
    case ErrorCode::ArithmeticError:
    case ErrorCode::SemanticError:
    case ErrorCode::EntityNotFound:
    case ErrorCode::ParameterMissing:
    case ErrorCode::ProcedureError:
    case ErrorCode::ConstraintVerificationFailed:
    case ErrorCode::NotSupported:
    case ErrorCode::ReadOnly:
    case ErrorCode::UsageError:
      return ExitCode::StatementFailed;
  }
  LIAISON_ASSERT(false && "an error code of the enum");
}

}  // namespace liaison
