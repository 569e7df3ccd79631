#pragma once

#include <cstddef>
#include <memory>
#include <typeinfo>
#include <vector>

#include "antlr4-runtime.h"
#include "parse/predictor.h"

// What the generated parser is made of in place of the runtime's own classes (superClass and contextSuperClass in the
// grammar). They do the same without dynamic casts, locks and allocations for each node, which took three quarters of
// the time of parsing: a cast of the runtime compares the names of classes up to the base.
namespace liaison {

/// `node` as a T if it is exactly that, otherwise nullptr. T is a class of the generated parser, whose type_info is
/// once in a program.
template <class T>
T* exactly(antlr4::tree::ParseTree* node) {
  return &typeid(*node) == &typeid(T) ? static_cast<T*>(node) : nullptr;
}

/// Memory of one parse tree after another. Clearing keeps what the usual tree needs.
class TreeMemory {
 public:
  using Children = std::vector<antlr4::tree::ParseTree*>;

  TreeMemory() { spare_.reserve(max_spare_lists); }  // give_back(), called by destructors, needs no memory

  void* allocate(std::size_t bytes);
  void clear();

  /// An empty list with room, if one is left from an earlier tree.
  Children take_children();
  void give_back(Children&& children);

 private:
  static constexpr std::size_t chunk_bytes = std::size_t{64} << 10;
  static constexpr std::size_t max_spare_lists = 1024;
  static constexpr std::size_t max_spare_capacity = 16;

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::vector<Children> spare_;
  std::byte* free_ = nullptr;
  std::size_t left_ = 0;
};

/// A node of the parse tree that the thread's parser makes: it stands in that parser's memory.
class InTreeMemory {
 public:
  static void* operator new(std::size_t bytes);
  static void operator delete(void*) noexcept {}  // the memory goes as a whole
};

class TokenNode : public antlr4::tree::TerminalNodeImpl, public InTreeMemory {
 public:
  using TerminalNodeImpl::TerminalNodeImpl;
};

inline bool is_token(antlr4::tree::ParseTree* node) { return &typeid(*node) == &typeid(TokenNode); }

class RuleNode : public antlr4::ParserRuleContext, public InTreeMemory {
 public:
  RuleNode();
  RuleNode(antlr4::ParserRuleContext* parent, std::size_t invoking_state);
  ~RuleNode() override;

  /// `node` as the context T of a rule, or of one of the rule's alternatives, otherwise nullptr.
  template <class T>
  static T* of_rule(antlr4::tree::ParseTree* node) {
    static const std::size_t rule = T(nullptr, 0).getRuleIndex();
    const bool is_it = !is_token(node) && static_cast<antlr4::RuleContext*>(node)->getRuleIndex() == rule;
    return is_it ? static_cast<T*>(node) : nullptr;
  }

  // Named as in antlr4::ParserRuleContext, in whose place the generated code calls them.
  template <class T>
  T* getRuleContext(std::size_t i) {
    for (antlr4::tree::ParseTree* child : children) {
      T* const found = of_rule<T>(child);
      if (found != nullptr && i-- == 0) return found;
    }
    return nullptr;
  }
  template <class T>
  std::vector<T*> getRuleContexts() {
    std::vector<T*> found;
    for (antlr4::tree::ParseTree* child : children) {
      if (T* const one = of_rule<T>(child)) found.push_back(one);
    }
    return found;
  }
  antlr4::tree::TerminalNode* getToken(std::size_t type, std::size_t i) override;
  std::vector<antlr4::tree::TerminalNode*> getTokens(std::size_t type) override;
};

/// Ends at the first fault: its error strategy and its listener must throw, since it makes no error nodes. Of several
/// parsers of a thread only the one whose setTokenStream() was called last may parse.
class TreeParser : public antlr4::Parser {
 public:
  explicit TreeParser(antlr4::TokenStream* input);
  ~TreeParser() override;

  void reset() override;  // setTokenStream() calls it: the last tree is gone then
  antlr4::Token* consume() final;

  // Named as in the runtime, in whose place the generated code calls them.
  template <class Simulator>
  Predictor* getInterpreter() {
    return predictor_ != nullptr ? predictor_ : make_predictor();
  }
  antlr4::Token* match(std::size_t type) final;
  void enterRule(antlr4::ParserRuleContext* node, std::size_t state, std::size_t rule) final;

 protected:
  template <class Action>
  class AtExit {
   public:
    explicit AtExit(Action action) : action_(action) {}
    AtExit(const AtExit&) = delete;
    AtExit& operator=(const AtExit&) = delete;
    ~AtExit() { action_(); }

   private:
    Action action_;
  };
  template <class Action>
  static AtExit<Action> finally(Action action) {
    return AtExit<Action>(action);
  }
  void exitRule();

 private:
  Predictor* make_predictor();

  TreeMemory memory_;
  Predictor* predictor_ = nullptr;  // the base class's interpreter, which the generated destructor deletes
};

}  // namespace liaison
