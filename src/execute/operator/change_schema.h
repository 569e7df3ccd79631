#pragma once

#include <string>
#include <string_view>

#include "execute/operator.h"

namespace liaison {

/// CREATE and DROP INDEX and CONSTRAINT. A leaf that gives no row.
class ChangeSchema : public Operator {
 public:
  ChangeSchema(const BoundChangeSchema& wanted, Execution& execution) : execution_(execution), wanted_(wanted) {}
  void open() override {}
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  void create_index(const SchemaTarget& target);
  void create_constraint(const SchemaTarget& target);
  void drop_index();
  void drop_constraint();
  /// The names in the statement as numbers, made if absent.
  [[nodiscard]] SchemaTarget target() const;
  /// True: `what` of the name or of the same target is there already, and IF NOT EXISTS is content with that.
  [[nodiscard]] bool is_there(std::string_view what, const std::string* same, const SchemaTarget& target) const;
  [[nodiscard]] std::string new_name(std::string_view what, const SchemaTarget& target) const;
  /// True: what is to be dropped is not there, and IF EXISTS is content with that.
  [[nodiscard]] bool is_missing(std::string_view what, const std::string* found) const;

  Execution& execution_;
  const BoundChangeSchema& wanted_;
};

}  // namespace liaison
