#pragma once

#include <cstdint>

namespace liaison {

/// What a transaction did, in order: the first byte of each change in a log's record (store/FORMAT.md says what follows
/// it). These numbers are in every store: they never change.
enum class Change : std::uint8_t {
  AddLabelName = 1,
  AddTypeName = 2,
  AddPropertyKey = 3,
  CreateNode = 4,
  DeleteNode = 5,
  AddLabel = 6,
  RemoveLabel = 7,
  SetNodeProperty = 8,
  CreateRelationship = 9,
  DeleteRelationship = 10,
  SetRelationshipProperty = 11,
  CreateIndex = 12,
  CreateConstraint = 13,
  DropIndex = 14,
  DropConstraint = 15,
};

}  // namespace liaison
