#pragma once

#include <cstddef>
#include <span>

#include "store/disk/bytes.h"
#include "store/transaction.h"

namespace liaison {

/// Makes the changes of one commit again, as a JournaledTransaction noted them. From the state in which they were made
/// they give the same numbers and serials. They were checked against the constraints once, and are not again.
/// Trusts nothing: throws Damage for bytes that are no changes, or changes that cannot be made in this state (an entity
/// that is not there, a node that still has relationships, a name that is taken). The transaction can then only be
/// dropped.
void replay(std::span<const std::byte> changes, StateTransaction& transaction);

}  // namespace liaison
