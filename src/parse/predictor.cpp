#include "parse/predictor.h"

namespace liaison {
namespace {

using antlr4::atn::SemanticContext;
using antlr4::dfa::DFAState;

DFAState* target(const DFAState& state, std::size_t symbol) {
  const auto edge = state.edges.find(symbol);
  return edge == state.edges.end() ? nullptr : edge->second;
}

}  // namespace

Predictor::Predictor(antlr4::Parser& parser) : ParserATNSimulator(&parser, parser.getATN(), tables_, contexts_) {
  tables_.reserve(atn.getNumberOfDecisions());
  for (std::size_t decision = 0; decision < atn.getNumberOfDecisions(); ++decision) {
    tables_.emplace_back(atn.getDecisionState(decision), decision);
  }
}

std::size_t Predictor::adaptivePredict(antlr4::TokenStream* input, std::size_t decision,
                                       antlr4::ParserRuleContext* context) {
  const antlr4::dfa::DFA& table = tables_[decision];
  const DFAState* state = table.s0;
  if (table.isPrecedenceDfa()) state = target(*state, static_cast<std::size_t>(parser->getPrecedence()));
  for (ssize_t distance = 1; state != nullptr; ++distance) {
    state = target(*state, input->LA(distance));
    if (state == nullptr || state == ERROR.get() || state->requiresFullContext) break;
    if (!state->isAcceptState) continue;
    if (state->predicates.empty()) return state->prediction;
    for (const DFAState::PredPrediction* choice : state->predicates) {  // by alternative
      if (choice->pred == SemanticContext::NONE || choice->pred->eval(parser, context)) return choice->alt;
    }
    break;
  }
  // The base class makes what is missing, and decides what needs the whole context or is a fault.
  return ParserATNSimulator::adaptivePredict(input, decision, context);
}

}  // namespace liaison
