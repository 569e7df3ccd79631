#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "execute/expression/computed_names.h"
#include "execute/expression/entity_access.h"
#include "execute/expression/nodes.h"
#include "execute/expression/results.h"
#include "value/equality.h"

namespace liaison {
namespace {

class PropertyNode final : public ExpressionNode {
 public:
  PropertyNode(NodePtr base, std::string key, const Execution& execution)
      : base_(std::move(base)), property_(execution, std::move(key)) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    const Vector& base = base_->evaluate(frame, rows);
    if (base.kind == VectorKind::Node) {
      read_column(base, base.nodes, rows);
    } else if (base.kind == VectorKind::Relationship) {
      read_column(base, base.relationships, rows);
    } else {
      start(result_, VectorKind::Any, rows.size());
      rows.for_each([&](std::uint32_t row) {
        result_.values[row] =
            base.kind == VectorKind::Any ? property_.of(base.values[row]) : property_.of(base.get(row));
      });
    }
    return result_;
  }

 private:
  // The store reads columns of entities that exist; dead rows and nulls are left out and come back as nulls.
  template <class Id>
  void read_column(const Vector& base, const std::vector<Id>& ids, const RowSelection& rows) {
    const bool any_null = !base.nulls.empty();
    rows.for_each([&](std::uint32_t row) {
      if (!any_null || base.nulls[row] == 0) property_.entities().require(ids[row]);
    });
    if (!property_.key()) {
      start(result_, VectorKind::Any, rows.size());
      return;
    }
    const PropertyKey key = *property_.key();
    const GraphView& view = property_.entities().view();
    if (rows.are_all() && !any_null) {
      view.properties(std::span<const Id>(ids), key, result_);
      return;
    }
    std::vector<Id>& wanted = compact(ids);
    wanted.clear();
    place_.assign(rows.size(), 0);
    rows.for_each([&](std::uint32_t row) {
      if (any_null && base.nulls[row] != 0) return;
      place_[row] = static_cast<std::uint16_t>(wanted.size());
      wanted.push_back(ids[row]);
    });
    if (wanted.empty()) {
      start(result_, VectorKind::Any, rows.size());
      return;
    }
    view.properties(std::span<const Id>(wanted), key, column_);
    result_.gather(column_, place_);
    if (!any_null) return;
    rows.for_each([&](std::uint32_t row) {
      if (base.nulls[row] == 0) return;
      if (result_.kind == VectorKind::Any) {
        result_.values[row] = Value();
      } else {
        set_null(result_, row);
      }
    });
  }

  std::vector<NodeId>& compact(const std::vector<NodeId>&) { return nodes_; }
  std::vector<RelationshipId>& compact(const std::vector<RelationshipId>&) { return relationships_; }

  NodePtr base_;
  PropertyAccess property_;
  Vector column_, result_;
  std::vector<NodeId> nodes_;
  std::vector<RelationshipId> relationships_;
  std::vector<std::uint16_t> place_;  // of each row among those wanted
};

// Labels of nodes, types of relationships. A shape's labels never change, so its answer is computed once for as long as
// the computed names stay the same.
class LabelCheckNode final : public ExpressionNode {
 public:
  LabelCheckNode(NodePtr base, LabelPredicate labels, std::vector<NodePtr> computed, const Execution& execution)
      : base_(std::move(base)),
        labels_(std::move(labels)),
        computed_(std::move(computed)),
        given_(computed_.size()),
        names_(computed_.size()),
        entities_(execution) {}

 protected:
  const Vector& compute(const Frame& frame, const RowSelection& rows) override {
    const Vector& base = base_->evaluate(frame, rows);
    std::vector<Operand> computed;
    computed.reserve(computed_.size());
    for (const NodePtr& node : computed_) computed.emplace_back(*node, frame, rows);
    start(result_, VectorKind::Boolean, rows.size());
    rows.for_each([&](std::uint32_t row) {
      if (base.is_null(row)) {
        set_null(result_, row);
        return;
      }
      for (std::size_t i = 0; i < computed.size(); ++i) take_names(i, computed[i].at(row));
      if (base.kind == VectorKind::Node) {
        result_.booleans[row] = has_labels(base.nodes[row]) ? 1 : 0;
      } else {
        result_.booleans[row] = passes(base.get(row)) ? 1 : 0;
      }
    });
    return result_;
  }

 private:
  void take_names(std::size_t index, const Value& given) {
    if (given_[index] && identical(*given_[index], given)) return;
    names_[index].clear();
    append_computed_names(given, "label or type", place, names_[index]);
    given_[index] = given;
    by_shape_.clear();
  }

  bool passes(const Value& value) {
    if (value.kind() == Kind::Node) return has_labels(value.as_node());
    if (value.kind() == Kind::Relationship) {
      const std::string& type = entities_.view().catalog().types.name(value.as_relationship().type);
      return holds(
          labels_, [&](const std::string& name) { return name == type; }, true);
    }
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "a value of type " + std::string(to_string(value.kind())) + " has no labels");
  }

  bool has_labels(NodeId node) {
    entities_.require(node);
    const ShapeId shape = entities_.view().shape_of(node);
    if (shape >= by_shape_.size()) by_shape_.resize(entities_.view().catalog().shapes.size(), unset);
    std::uint8_t& passes = by_shape_[shape];
    if (passes == unset) {
      const Catalog& catalog = entities_.view().catalog();
      const Shape& labels = catalog.shapes[shape];
      const auto has = [&](const std::string& name) {
        const std::optional<LabelId> label = catalog.labels.find(name);
        return label && labels.has(*label);
      };
      passes = holds(labels_, has, !labels.labels.empty()) ? 1 : 0;
    }
    return passes != 0;
  }

  template <class Has>
  bool holds(const LabelPredicate& predicate, const Has& has, bool has_any) const {
    switch (predicate.form) {
      case LabelPredicate::Form::Name:
        return has(predicate.name);
      case LabelPredicate::Form::Any:
        return has_any;
      case LabelPredicate::Form::Not:
        return !holds(predicate.operands[0], has, has_any);
      case LabelPredicate::Form::And:
        for (const LabelPredicate& operand : predicate.operands) {
          if (!holds(operand, has, has_any)) return false;
        }
        return true;
      case LabelPredicate::Form::Or:
        for (const LabelPredicate& operand : predicate.operands) {
          if (holds(operand, has, has_any)) return true;
        }
        return false;
      case LabelPredicate::Form::AllOf:
        return std::ranges::all_of(names_[predicate.computed], has);
      case LabelPredicate::Form::AnyOf:
        return std::ranges::any_of(names_[predicate.computed], has);
    }
    return false;
  }

  static constexpr std::uint8_t unset = 0xff;
  NodePtr base_;
  LabelPredicate labels_;
  std::vector<NodePtr> computed_;
  std::vector<std::optional<Value>> given_;      // what names_ come from
  std::vector<std::vector<std::string>> names_;  // of each of computed_, in the row asked for last
  EntityAccess entities_;
  std::vector<std::uint8_t> by_shape_;
  Vector result_;
};

}  // namespace

NodePtr make_property(NodePtr base, std::string key, const Execution& execution) {
  return std::make_unique<PropertyNode>(std::move(base), std::move(key), execution);
}
NodePtr make_label_check(NodePtr base, const LabelPredicate& labels, std::vector<NodePtr> computed,
                         const Execution& execution) {
  return std::make_unique<LabelCheckNode>(std::move(base), labels, std::move(computed), execution);
}

}  // namespace liaison
