#include "liaison/error.h"

#include <utility>

#include "common/assert.h"

namespace liaison {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::SyntaxError:
      return "SyntaxError";
    case ErrorCode::TypeError:
      return "TypeError";
    case ErrorCode::ArgumentError:
      return "ArgumentError";
    case ErrorCode::ArithmeticError:
      return "ArithmeticError";
    case ErrorCode::SemanticError:
      return "SemanticError";
    case ErrorCode::EntityNotFound:
      return "EntityNotFound";
    case ErrorCode::ParameterMissing:
      return "ParameterMissing";
    case ErrorCode::ProcedureError:
      return "ProcedureError";
    case ErrorCode::ConstraintVerificationFailed:
      return "ConstraintVerificationFailed";
    case ErrorCode::NotSupported:
      return "NotSupported";
    case ErrorCode::LimitExceeded:
      return "LimitExceeded";
    case ErrorCode::Interrupted:
      return "Interrupted";
    case ErrorCode::ReadOnly:
      return "ReadOnly";
    case ErrorCode::GraphFileError:
      return "GraphFileError";
    case ErrorCode::UsageError:
      return "UsageError";
  }
  LIAISON_ASSERT(false && "an error code of the enum");
}

std::string_view to_string(Phase phase) { return phase == Phase::CompileTime ? "compile time" : "runtime"; }

Error::Error(ErrorCode error_code, std::string_view error_detail, Phase error_phase, std::string error_message,
             Place error_place, std::string error_hint)
    : code(error_code),
      detail(error_detail),
      phase(error_phase),
      message(std::move(error_message)),
      place(error_place),
      hint(std::move(error_hint)) {}

Error compile_error(ErrorCode code, std::string_view detail, std::string message, Place place, std::string hint) {
  return {code, detail, Phase::CompileTime, std::move(message), place, std::move(hint)};
}

Error runtime_error(ErrorCode code, std::string_view detail, std::string message, Place place, std::string hint) {
  return {code, detail, Phase::Runtime, std::move(message), place, std::move(hint)};
}

}  // namespace liaison
