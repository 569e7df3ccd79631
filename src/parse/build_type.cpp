#include <string>
#include <utility>

#include "parse/builder.h"
#include "value/nearest.h"
#include "value/text.h"

/// The types that IS :: asks for.
namespace liaison {

ValueType Builder::value_type(CypherParser::ValueTypeContext* context) {
  ValueType type;
  for (auto* term : context->typeTerm()) type.terms.push_back(type_term(term));
  return type;
}

ValueType::Term Builder::type_term(CypherParser::TypeTermContext* context) {
  std::string name;
  for (antlr4::tree::ParseTree* child : context->typeName()->children) {
    auto* word = static_cast<antlr4::tree::TerminalNode*>(child);
    name += name.empty() ? "" : " ";
    name += text(span(word));
  }
  const ast::Span where = span(context->typeName());
  std::optional<ValueType::Term> term = find_type(name);
  if (!term) {
    const auto meant = nearest(upper_case(name), type_names());
    refuse(where, "there is no type " + name,
           meant ? "did you mean " + *meant + "?" : "types are INTEGER, LIST<STRING>, ZONED DATETIME and so on");
  }
  if (context->valueType() != nullptr) {
    if (term->name != "LIST")
      refuse(span(context->LESS()), std::string(term->name) + " has no type inside", "LIST<…> has");
    term->items = std::make_shared<const ValueType>(value_type(context->valueType()));
  }
  if (context->NOT() != nullptr) term->may_be_null = false;
  return *std::move(term);
}

}  // namespace liaison
