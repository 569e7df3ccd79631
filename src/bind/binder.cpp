#include "bind/binder.h"

#include <algorithm>

#include "bind/syntax.h"

namespace liaison {
namespace {

bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }
bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// A name as an error's detail is written: LOAD CSV is LoadCsv, shortestPath is ShortestPath.
std::string detail_of(std::string_view name) {
  const bool shouted = std::none_of(name.begin(), name.end(), is_lower);
  std::string detail;
  bool starts_word = true;
  for (char letter : name) {
    if (!is_upper(letter) && !is_lower(letter) && !is_digit(letter)) {
      starts_word = true;
    } else if (starts_word) {
      detail += is_lower(letter) ? static_cast<char>(letter - 'a' + 'A') : letter;
      starts_word = false;
    } else {
      detail += shouted && is_upper(letter) ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
  }
  return detail;
}

}  // namespace

Binder::Binder(const ast::Statement& statement, const Catalog& catalog, const Procedures& procedures,
               const Map& parameters)
    : statement_(statement),
      catalog_(catalog),
      procedures_(procedures),
      parameters_(parameters),
      places_(statement.text) {
  context_.scope = &scope_;
}

std::optional<VariableId> Binder::find(std::string_view name, ast::Span span) const {
  for (std::size_t i = locals_.size(); i > context_.first_local; --i) {
    if (locals_[i - 1].first == name) return locals_[i - 1].second;
  }
  if (const std::optional<VariableId> variable = context_.scope->find(name); variable && !is_hidden(*variable)) {
    return variable;
  }
  if (context_.before_aggregation != nullptr && context_.before_aggregation->find(name)) undefined(name, span);
  return std::nullopt;
}

Expression Binder::refer(std::string_view name, ast::Span span) {
  const std::optional<VariableId> variable = find(name, span);
  if (!variable) undefined(name, span);
  return refer(*variable, span);
}

Expression Binder::refer(VariableId variable, ast::Span span) {
  import(variable);
  Expression reference = variable_reference(variable, type_of(variable));
  reference.place = place(span);
  return reference;
}

void Binder::import(VariableId variable) {
  for (Frame& frame : frames_) {
    if (variable < frame.first) frame.imported.push_back(variable);
  }
}

void Binder::undefined(std::string_view name, ast::Span span) const {
  if (context_.before_aggregation != nullptr && context_.before_aggregation->find(name)) {
    fail("AmbiguousAggregationExpression",
         "'" + std::string(name) +
             "' stands beside an aggregate but is no column of its own: what it is grouped by is not clear",
         span, "make it a column of its own, or move the aggregate into a WITH before");
  }
  if (context_.scope->find(name)) {
    fail("UndefinedVariable", "'" + std::string(name) + "' is made by this same clause, it has no value here yet",
         span);
  }
  if (is_in_call() && frames_.back().around->find(name)) {
    fail("UndefinedVariable",
         "'" + std::string(name) + "' has a value outside of CALL { … }, but the subquery does not import it", span,
         "CALL (" + std::string(name) + ") { … } does");
  }
  const Scope known = visible();
  std::vector<std::string_view> names;
  for (const auto& [known_name, variable] : known.names()) names.push_back(known_name);
  fail("UndefinedVariable", "variable '" + std::string(name) + "' is not defined", span,
       did_you_mean(name, std::move(names)));
}

VariableId Binder::declare(std::string_view name, TypeSet type) {
  variables_->push_back({std::string(name), type});
  return static_cast<VariableId>(variables_->size() - 1);
}

VariableId Binder::make_up(std::string_view what, TypeSet type) { return declare(" " + std::string(what), type); }

Scope Binder::visible() const {
  Scope scope;
  for (const auto& [name, variable] : context_.scope->names()) {
    if (!is_hidden(variable)) scope.set(name, variable);
  }
  for (std::size_t i = context_.first_local; i < locals_.size(); ++i) scope.set(locals_[i].first, locals_[i].second);
  return scope;
}

std::string_view Binder::written(ast::Span span) const {
  const std::string_view text = statement_.text;
  const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  return text.substr(begin, std::max<std::size_t>(span.end, begin) - begin);
}

void Binder::fail(std::string_view detail, std::string message, ast::Span span, std::string hint) const {
  throw compile_error(ErrorCode::SyntaxError, detail, std::move(message), place(span), std::move(hint));
}

void Binder::not_supported(std::string_view name, ast::Span span, std::string message) const {
  if (message.empty()) message = std::string(name) + " is not supported yet";
  throw compile_error(ErrorCode::NotSupported, detail_of(name), std::move(message), place(span));
}

Binder::Local::Local(Binder& binder, const ast::Name& name, TypeSet type)
    : Local(binder, name.text, binder.declare(name.text, type)) {}

Binder::Local::Local(Binder& binder, const std::string& name, VariableId variable)
    : binder_(binder), variable_(variable) {
  binder_.locals_.emplace_back(name, variable);
}

Binder::Local::~Local() { binder_.locals_.pop_back(); }

}  // namespace liaison
