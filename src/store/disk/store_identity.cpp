#include "store/disk/store_identity.h"

#include <fmt/format.h>

#include <random>

namespace liaison {

StoreIdentity new_store_identity() {
  std::random_device random;
  StoreIdentity made;
  for (std::byte& each : made.bytes) each = static_cast<std::byte>(random());
  return made;
}

std::string to_string(const StoreIdentity& identity) {
  std::string text;
  for (const std::byte each : identity.bytes) text += fmt::format("{:02x}", std::to_integer<unsigned>(each));
  return text;
}

}  // namespace liaison
