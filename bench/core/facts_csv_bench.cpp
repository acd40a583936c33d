// How fast a sales file becomes a fact table: reading in chunks, building the table, against a plain copy of the same bytes.
// One JSON line per measurement; the file is generated with a fixed seed (FACTS_BENCH_MB to change its size, default 100).
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#include "base/rng.h"
#include "facts/import_session.h"
#include "facts/snapshot.h"
#include "facts/structure_scan.h"

using namespace sandtable;

namespace {

// Processor time, so that a busy machine does not count; in WebAssembly it is wall time.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// The columns of a superstore export: dates, ids, names in Chinese and English, quoted product names, amounts.
std::string generate(std::size_t bytes) {
    Rng rng(42);
    std::string text =
        "行 ID,订单 ID,订单日期,发货日期,邮寄方式,客户 ID,客户名称,细分,城市,省/自治区,地区,产品 "
        "ID,类别,产品名称,销售额,数量,折扣,利润\n";
    text.reserve(bytes + 1'000);
    const char* regions[] = {"华东", "华南", "华北", "西南", "西北", "东北"};
    const char* modes[] = {"标准级", "二级", "一级", "当日"};
    for (int row = 1; text.size() < bytes; ++row) {
        const int day = 1 + row / 300 % 28;
        const int month = 1 + row / 8'400 % 12;
        const std::uint32_t customer = rng.below(20'000);
        const std::uint32_t city = rng.below(600);
        char line[512];
        const int size = std::snprintf(line, sizeof line,
                                       "%d,CN-%d-%07d,%d-%02d-%02d,%d-%02d-%02d,%s,客-%05u,客户%u,消费者,城市%u,省份%u,"
                                       "%s,办公用-用品-%08u,办公用品,\"品牌%u 剪刀, "
                                       "蓝色\",%u.%03u,%u,0.%u,-%u.%02u00000000000%u\n",
                                       row, 2020 + row / 100'800 % 5, row / 3, 2020 + row / 100'800 % 5, month, day,
                                       2020 + row / 100'800 % 5, month, day, modes[rng.below(4)], customer, customer,
                                       city, city % 31, regions[city % 6], rng.below(3'000), rng.below(900),
                                       rng.below(9'000), rng.below(1'000), 1 + rng.below(12), rng.below(5),
                                       rng.below(500), rng.below(100), rng.below(9) + 1);
        text.append(line, static_cast<std::size_t>(size));
    }
    return text;
}

void print(const char* name, double elapsed, double megabytes, double copy) {
    std::printf("{\"bench\":\"%s\",\"seconds\":%.4f,\"mbPerSecond\":%.0f,\"ratioToCopy\":%.1f}\n", name, elapsed,
                megabytes / elapsed, elapsed / copy);
}

}  // namespace

int main() {
    const char* size = std::getenv("FACTS_BENCH_MB");
    const std::string text = generate(static_cast<std::size_t>(size != nullptr ? std::atoi(size) : 100) << 20);
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    constexpr std::size_t kChunk = 1U << 20;

    std::vector<char> target(text.size(), 'x');
    double start = seconds();
    std::memcpy(target.data(), text.data(), text.size());
    const double copy = seconds() - start;
    print("facts.copy", copy, megabytes, copy);

    start = seconds();
    StructureIndex index;
    std::size_t marks = 0;
    for (std::size_t at = 0; at < text.size(); at += kChunk) {
        index.scan(std::string_view(text).substr(at, kChunk), ',');
        marks += index.size();
    }
    print("facts.scan", seconds() - start, megabytes, copy);
    if (marks == 0) return 1;

    auto session = ImportSession::begin({{"table", "orders"}, {"fileName", "bench.csv"}});
    start = seconds();
    for (std::size_t at = 0; at < text.size(); at += kChunk) {
        const std::string_view chunk = std::string_view(text).substr(at, kChunk);
        if (!session->feed(std::as_bytes(std::span(chunk.data(), chunk.size())))) return 1;
    }
    print("facts.read", seconds() - start, megabytes, copy);

    start = seconds();
    const auto outcome = session->commit(Json::object());
    if (!outcome) return 1;
    print("facts.commit", seconds() - start, megabytes, copy);
    std::printf("{\"bench\":\"facts.rows\",\"rows\":%zu,\"rejected\":%d}\n", outcome->table->rows,
                outcome->report["rejected"].get<int>());

    start = seconds();
    const auto bytes = writeSnapshot(*outcome->table);
    print("facts.snapshot", seconds() - start, megabytes, copy);
    std::printf("{\"bench\":\"facts.snapshotSize\",\"bytes\":%zu}\n", bytes.size());
    start = seconds();
    SnapshotReader reader;
    if (!reader.feed(std::as_bytes(std::span(bytes))) || !reader.finish()) return 1;
    print("facts.restore", seconds() - start, megabytes, copy);
    return 0;
}
