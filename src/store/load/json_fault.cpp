#include "store/load/json_fault.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace liaison {
namespace {

/// Not a switch: RapidJSON's enumeration has a dozen more that the flags we parse with rule out.
std::string_view words_of(rapidjson::ParseErrorCode code) {
  using Words = std::pair<rapidjson::ParseErrorCode, std::string_view>;
  static constexpr std::array<Words, 9> words{{
      {rapidjson::kParseErrorValueInvalid, "a value should stand here"},
      {rapidjson::kParseErrorObjectMissName, "the name of a member, in double quotes, should stand here"},
      {rapidjson::kParseErrorObjectMissColon, "a colon should stand here, between a member's name and its value"},
      {rapidjson::kParseErrorObjectMissCommaOrCurlyBracket, "a comma or a closing brace should stand here"},
      {rapidjson::kParseErrorArrayMissCommaOrSquareBracket, "a comma or a closing bracket should stand here"},
      {rapidjson::kParseErrorStringUnicodeEscapeInvalidHex, "\\u takes four hexadecimal digits"},
      {rapidjson::kParseErrorStringUnicodeSurrogateInvalid,
       "the string has half a surrogate pair (\\ud800 to \\udfff)"},
      {rapidjson::kParseErrorStringEscapeInvalid,
       "a string holds a control character or a backslash that must be written as \\n, \\t, \\\\ or \\u…"},
      {rapidjson::kParseErrorStringMissQuotationMark, "a string is not closed"},
  }};
  const auto found = std::ranges::find(words, code, &Words::first);
  if (found != words.end()) return found->second;
  if (code == rapidjson::kParseErrorNumberTooBig) return "a number is too large";
  return "a number is written wrongly";
}

}  // namespace

Error json_fault(const std::filesystem::path& path, const InputFile& input, const rapidjson::ParseResult& result,
                 std::string_view whole) {
  const auto fault = [&](std::string_view detail, std::string message, std::uint64_t offset) {
    return graph_file_error(path, detail, std::move(message), place_in_file(path, offset));
  };
  if (result.Code() == rapidjson::kParseErrorStringInvalidEncoding) {
    return fault("InvalidUtf8", "a byte here is not UTF-8", result.Offset());
  }
  if (result.Code() == rapidjson::kParseErrorDocumentEmpty) {
    return fault("NotJson", "the file is empty", result.Offset());
  }
  if (result.Code() == rapidjson::kParseErrorDocumentRootNotSingular) {
    return fault("NotJson", "there is text behind the closing brace of " + std::string(whole), result.Offset());
  }
  if (input.at_end()) {
    return fault("NotJson", "the file ends before " + std::string(whole) + " is complete", input.Tell());
  }
  if (input.Peek() == '\0') return fault("NotJson", "there is a NUL character in the file", input.Tell());
  return fault("NotJson", std::string(words_of(result.Code())), result.Offset());
}

Error nul_fault(const std::filesystem::path& path, const InputFile& input, std::string_view whole) {
  return graph_file_error(path, "NotJson", "there is a NUL character behind " + std::string(whole),
                          place_in_file(path, input.Tell()));
}

}  // namespace liaison
