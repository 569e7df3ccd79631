#include "parse/tree_parser.h"

#include <algorithm>
#include <utility>

namespace liaison {
namespace {

/// That of the parser that parses.
constinit thread_local TreeMemory* tree_memory = nullptr;

}  // namespace

void* TreeMemory::allocate(std::size_t bytes) {
  constexpr std::size_t boundary = alignof(std::max_align_t);
  bytes = (bytes + boundary - 1) / boundary * boundary;
  if (bytes > left_) {
    left_ = std::max(chunk_bytes, bytes);
    chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(left_));
    free_ = chunks_.back().get();
  }
  left_ -= bytes;
  return std::exchange(free_, free_ + bytes);
}

void TreeMemory::clear() {
  if (chunks_.empty()) return;
  chunks_.resize(1);
  free_ = chunks_.front().get();
  left_ = chunk_bytes;
}

TreeMemory::Children TreeMemory::take_children() {
  if (spare_.empty()) return {};
  Children children = std::move(spare_.back());
  spare_.pop_back();
  return children;
}

void TreeMemory::give_back(Children&& children) {
  if (children.capacity() == 0 || children.capacity() > max_spare_capacity || spare_.size() == max_spare_lists) return;
  children.clear();
  spare_.push_back(std::move(children));
}

void* InTreeMemory::operator new(std::size_t bytes) { return tree_memory->allocate(bytes); }

RuleNode::RuleNode() {
  if (tree_memory != nullptr) children = tree_memory->take_children();
}

RuleNode::RuleNode(antlr4::ParserRuleContext* parent, std::size_t invoking_state)
    : ParserRuleContext(parent, invoking_state) {
  if (tree_memory != nullptr) children = tree_memory->take_children();
}

RuleNode::~RuleNode() {
  if (tree_memory != nullptr) tree_memory->give_back(std::move(children));
}

antlr4::tree::TerminalNode* RuleNode::getToken(std::size_t type, std::size_t i) {
  for (antlr4::tree::ParseTree* child : children) {
    if (!is_token(child)) continue;
    auto* token = static_cast<antlr4::tree::TerminalNode*>(child);
    if (token->getSymbol()->getType() == type && i-- == 0) return token;
  }
  return nullptr;
}

std::vector<antlr4::tree::TerminalNode*> RuleNode::getTokens(std::size_t type) {
  std::vector<antlr4::tree::TerminalNode*> found;
  for (antlr4::tree::ParseTree* child : children) {
    if (!is_token(child)) continue;
    auto* token = static_cast<antlr4::tree::TerminalNode*>(child);
    if (token->getSymbol()->getType() == type) found.push_back(token);
  }
  return found;
}

TreeParser::TreeParser(antlr4::TokenStream* input) : Parser(input) {}

TreeParser::~TreeParser() {
  _tracker.reset();
  if (tree_memory == &memory_) tree_memory = nullptr;
}

void TreeParser::reset() {
  Parser::reset();
  memory_.clear();
  tree_memory = &memory_;
}

antlr4::Token* TreeParser::consume() {
  antlr4::Token* const token = _input->LT(1);
  if (token->getType() != EOF) _input->consume();
  auto* const node = _tracker.createInstance<TokenNode>(token);
  node->parent = _ctx;
  _ctx->children.push_back(node);
  return token;
}

Predictor* TreeParser::make_predictor() {
  predictor_ = new Predictor(*this);
  setInterpreter(predictor_);
  return predictor_;
}

antlr4::Token* TreeParser::match(std::size_t type) {
  if (_input->LA(1) != type) return Parser::match(type);
  if (type == EOF) _matchedEOF = true;
  return consume();
}

void TreeParser::enterRule(antlr4::ParserRuleContext* node, std::size_t state, std::size_t) {
  setState(state);
  _ctx = node;
  node->start = _input->LT(1);
  if (node->parent != nullptr) node->parent->children.push_back(node);
}

void TreeParser::exitRule() {
  _ctx->stop = _input->LT(_matchedEOF ? 1 : -1);
  setState(_ctx->invokingState);
  _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
}

}  // namespace liaison
