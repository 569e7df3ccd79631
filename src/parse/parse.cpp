#include "parse/parse.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "CypherParser.h"
#include "common/memory_limit.h"
#include "liaison/error.h"
#include "parse/brackets.h"
#include "parse/builder.h"
#include "parse/scanner.h"
#include "parse/source.h"
#include "parse/syntax_error.h"
#include "parse/token_list.h"
#include "value/text.h"

namespace liaison {
namespace {

/// Throws at the first fault, in our words.
class ThrowingListener : public antlr4::BaseErrorListener {
 public:
  void syntaxError(antlr4::Recognizer* recognizer, antlr4::Token* offending, std::size_t, std::size_t,
                   const std::string&, std::exception_ptr) override {
    throw syntax_error(*source, static_cast<antlr4::Parser&>(*recognizer), *offending);
  }

  const StatementText* source = nullptr;
};

/// Scanner, tokens and parser of one thread, reused: making them costs more than parsing a short statement.
class ThreadParser {
 public:
  ThreadParser() : parser_(&tokens_), scanner_(parser_.getVocabulary()) {
    variable_words_ = first_words(parser_.getATN(), CypherParser::RuleVariable);
  }

  ast::Statement parse(std::string_view text) {
    const MemoryLimitPause pause;  // ANTLR's runtime holds locks that an exception would leave shut
    const StatementText source(text);
    listener_.source = &source;
    scanner_.scan(text, tokens_);
    prepare_brackets(source, variable_words_, tokens_);
    // Nearly all text parses with local context alone (SLL); what does not is parsed again with the whole of it (LL),
    // which also finds the place of a fault.
    Builder builder(source);
    try {
      return builder.statement(run(antlr4::atn::PredictionMode::SLL));
    } catch (const antlr4::ParseCancellationException&) {
    }
    try {
      return builder.statement(run(antlr4::atn::PredictionMode::LL));
    } catch (const antlr4::ParseCancellationException&) {
      throw source.error("NestingTooDeep",
                         "the expression nests deeper than " + std::to_string(max_nesting) + " levels",
                         source.span(*parser_.getCurrentToken()), "parentheses or WITH can take it apart");
    }
  }

 private:
  CypherParser::StatementContext* run(antlr4::atn::PredictionMode mode) {
    const bool is_first = mode == antlr4::atn::PredictionMode::SLL;
    tokens_.seek(0);
    parser_.setTokenStream(&tokens_);  // also drops the tree of the last run
    parser_.hyphens = 0;
    parser_.depth = 0;
    parser_.removeErrorListeners();
    if (is_first) {
      parser_.setErrorHandler(bail_);
    } else {
      parser_.setErrorHandler(report_);
      parser_.addErrorListener(&listener_);
    }
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    return parser_.statement();
  }

  TokenList tokens_;
  CypherParser parser_;
  Scanner scanner_;
  TokenSet variable_words_;
  ThrowingListener listener_;
  std::shared_ptr<antlr4::ANTLRErrorStrategy> bail_ = std::make_shared<antlr4::BailErrorStrategy>();
  std::shared_ptr<antlr4::ANTLRErrorStrategy> report_ = std::make_shared<antlr4::DefaultErrorStrategy>();
};

}  // namespace

ast::Statement parse(std::string_view text) {
  if (const auto fault = invalid_utf8(text)) {
    const auto at = static_cast<std::uint32_t>(*fault);
    throw compile_error(ErrorCode::SyntaxError, "InvalidUnicodeCharacter", "the text is not valid UTF-8",
                        ast::place_of(text, {at, at}));
  }
  thread_local std::optional<ThreadParser> parser;
  if (!parser) parser.emplace();
  return parser->parse(text);
}

}  // namespace liaison
