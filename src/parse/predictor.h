#pragma once

#include <cstddef>
#include <vector>

#include "antlr4-runtime.h"

namespace liaison {

/// Chooses the alternatives of one parser's rules as the runtime's simulator does (ALL(*): Parr, Harwell, Fisher 2014),
/// by tables of its own. What they know already is looked up without the locks that the runtime needs for its tables,
/// which all parsers of a process share.
class Predictor final : public antlr4::atn::ParserATNSimulator {
 public:
  explicit Predictor(antlr4::Parser& parser);

  std::size_t adaptivePredict(antlr4::TokenStream* input, std::size_t decision,
                              antlr4::ParserRuleContext* context) override;

 private:
  // Made after the base class, whose constructor only takes their addresses.
  std::vector<antlr4::dfa::DFA> tables_;
  antlr4::atn::PredictionContextCache contexts_;
};

}  // namespace liaison
