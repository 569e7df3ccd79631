#include "store/name_index.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "value/text.h"

namespace liaison {
namespace {

constexpr std::uint64_t first_buckets = 16;
constexpr std::uint64_t entries_per_bucket = 4;

/// Places at which two texts have the same byte.
std::ptrdiff_t alike(std::string_view left, std::string_view right) {
  std::ptrdiff_t count = 0;
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) count += left[i] == right[i] ? 1 : 0;
  return count;
}

}  // namespace

std::size_t NameIndex::bucket_of(std::string_view folded) const {
  return std::hash<std::string_view>{}(folded) & (buckets_.size() - 1);
}

void NameIndex::add(const Value& value, NodeId node, Owner owner) {
  for_each_name(value, [&](const Value& name) { add_name(name, node, owner); });
}

void NameIndex::remove(const Value& value, NodeId node, Owner owner) {
  for_each_name(value, [&](const Value& name) { remove_name(name.as_string(), node, owner); });
}

void NameIndex::add_name(const Value& name, NodeId node, Owner owner) {
  if (size_ >= buckets_.size() * entries_per_bucket) grow(owner);
  const std::string folded_name = folded(name.as_string());
  const bool is_folded = folded_name == name.as_string();
  const std::size_t bucket = bucket_of(folded_name);
  buckets_.change(owner, bucket).push_back({name, is_folded ? name : Value::string(folded_name), node});
  ++size_;
}

void NameIndex::remove_name(std::string_view name, NodeId node, Owner owner) {
  const std::string folded_name = folded(name);
  if (buckets_.size() != 0) {
    Bucket& bucket = buckets_.change(owner, bucket_of(folded_name));
    const auto found = std::ranges::find_if(
        bucket, [&](const Entry& entry) { return entry.node == node && entry.name.as_string() == name; });
    if (found != bucket.end()) {
      bucket.erase(found);
      --size_;
      return;
    }
  }
  if (base_ == nullptr) return;
  for (std::uint64_t place = base_->lower_bound(folded_name); place < base_->size(); ++place) {
    const BaseNames::Entry entry = base_->entry(place);
    if (entry.folded != folded_name) return;
    if (entry.node != node || entry.name != name || gone_.has(place)) continue;
    gone_.add(place, owner);
    return;
  }
}

void NameIndex::grow(Owner owner) {
  CowArray<Bucket, 64> old = std::move(buckets_);
  buckets_ = {};
  const std::uint64_t count = std::max(first_buckets, 2 * old.size());
  for (std::uint64_t i = 0; i < count; ++i) buckets_.push_back(owner, {});
  for (std::uint64_t i = 0; i < old.size(); ++i) {
    for (const Entry& entry : old[i]) buckets_.change(owner, bucket_of(entry.folded.as_string())).push_back(entry);
  }
}

std::vector<NodeId> NameIndex::find(std::string_view name) const {
  std::vector<NodeId> nodes;
  const std::string folded_name = folded(name);
  if (buckets_.size() != 0) {
    for (const Entry& entry : buckets_[bucket_of(folded_name)]) {
      if (entry.folded.as_string() == folded_name) nodes.push_back(entry.node);
    }
  }
  if (base_ != nullptr) {
    for (std::uint64_t place = base_->lower_bound(folded_name); place < base_->size(); ++place) {
      const BaseNames::Entry entry = base_->entry(place);
      if (entry.folded != folded_name) break;
      if (!gone_.has(place)) nodes.push_back(entry.node);
    }
  }
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

void NameIndex::for_each(const std::function<void(std::string_view, std::string_view, NodeId)>& visit) const {
  for (std::uint64_t place = 0; base_ != nullptr && place < base_->size(); ++place) {
    if (gone_.has(place)) continue;
    const BaseNames::Entry entry = base_->entry(place);
    visit(entry.name, entry.folded, entry.node);
  }
  for (std::uint64_t i = 0; i < buckets_.size(); ++i) {
    for (const Entry& entry : buckets_[i]) visit(entry.name.as_string(), entry.folded.as_string(), entry.node);
  }
}

std::optional<std::string> NameIndex::nearest(std::string_view name) const {
  const std::string wanted = folded(name);
  const std::size_t length = code_point_count(wanted);
  std::size_t limit = length <= 4 ? 1 : length <= 8 ? 2 : 3;
  std::optional<std::string> best;
  std::size_t best_distance = limit + 1;
  for_each([&](std::string_view candidate, std::string_view folded_candidate, NodeId) {
    const auto distance = edit_distance(wanted, folded_candidate, limit);
    if (!distance || *distance > best_distance) return;
    // Of equally near ones the one written most alike ('Nvidea': Nvidia before NVIDIA), then the first by text, so
    // that a hint does not depend on the order of a hash.
    const auto rank = [&](std::string_view written) { return std::pair(-alike(name, written), written); };
    if (*distance == best_distance && best && rank(*best) <= rank(candidate)) return;
    best_distance = *distance;
    limit = *distance;
    best = candidate;
  });
  return best;
}

std::vector<std::string> NameIndex::starting_with(std::string_view prefix, std::size_t limit) const {
  const std::string wanted = folded(prefix);
  std::vector<std::string> names;
  for_each([&](std::string_view name, std::string_view folded_name, NodeId) {
    if (folded_name.starts_with(wanted)) names.emplace_back(name);
  });
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.size() > limit) names.resize(limit);
  return names;
}

}  // namespace liaison
