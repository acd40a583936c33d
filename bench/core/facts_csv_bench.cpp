// How fast order lines become a fact table, what it weighs, and how fast its snapshot is written and read again.
// One JSON line per measurement. The file is made with a fixed seed and handed over in 4 MB chunks, so that it never lies in
// memory whole. FACTS_BENCH_ROWS: default 1,000,000; FACTS_BENCH_ROUNDS: the least time of so many, default 3.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#if defined(__EMSCRIPTEN__)
#include <emscripten.h>
#include <emscripten/heap.h>
#else
#include <sys/resource.h>
#endif

#include "base/calendar.h"
#include "base/rng.h"
#include "facts/import_session.h"
#include "facts/snapshot.h"
#include "facts/structure_scan.h"

using namespace sandtable;

#if defined(__EMSCRIPTEN__)
EM_JS(double, processorMs, (), {
    const {user, system} = process.cpuUsage();
    return (user + system) / 1000;
});
#endif

namespace {

constexpr std::size_t kChunk = std::size_t{4} << 20;

// Processor time, so that a busy machine counts little; under node that of its compiler's threads counts too.
double now() {
#if defined(__EMSCRIPTEN__)
    return processorMs();
#else
    return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

// The most memory this program has held so far; WebAssembly's only grows.
double peakMegabytes() {
#if defined(__EMSCRIPTEN__)
    return static_cast<double>(emscripten_get_heap_size()) / 1e6;
#else
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1e3;
#endif
}

// Twelve columns, about 98 bytes a row: orders of three lines, their days in no order over three years, customers after Zipf,
// Chinese names, quoted names with commas and doubled quotes.
class Orders {
public:
    explicit Orders(std::size_t rows)
        : rows_(rows), customers_(static_cast<double>(std::max<std::size_t>(1, rows / 25))) {}

    // At least `bytes` more of the file; nothing at its end.
    const std::string& next(std::size_t bytes) {
        text_.clear();
        if (row_ == 0)
            text_ = "order_id,order_date,region,city,channel,rep,product_line,sku,customer_id,qty,amount,margin\n";
        for (; row_ < rows_ && text_.size() < bytes; ++row_) addRow();
        return text_;
    }

private:
    void addRow() {
        if (row_ % 3 == 0) {
            date_ = formatIsoDay(dayFromCivil({2022, 1, 1}) + static_cast<Day>(rng_.below(1'096)));
            city_ = rng_.below(60);
            rep_ = city_ * 5 + rng_.below(5);
            channel_ = rng_.below(5);
            const double share = (rng_.below(1'000'000) + 1) / 1e6;
            customer_ = static_cast<unsigned>(std::pow(customers_, share));
        }
        const std::uint32_t sku = rng_.below(800);
        const std::uint32_t cents = 500 + rng_.below(2'000'000);
        const auto margin = static_cast<std::int32_t>(cents / 4) - static_cast<std::int32_t>(rng_.below(cents / 3));
        char line[256];
        const int size = std::snprintf(
            line, sizeof line,
            "SO-%08zu,%s,%s,城市%02u,%s,\"王%03u, 销售\",产品线%02u,\"SKU-%04u%s\",C%07u,%u,%u.%02u,%s%d.%02d\n",
            row_ / 3, date_.c_str(), kRegions[city_ % 6], city_, kChannels[channel_], rep_, sku % 12, sku,
            sku % 100 == 0 ? " 16\"\"" : "", customer_, 1 + rng_.below(20), cents / 100, cents % 100,
            margin < 0 ? "-" : "", std::abs(margin) / 100, std::abs(margin) % 100);
        text_.append(line, static_cast<std::size_t>(size));
    }

    static constexpr const char* kRegions[] = {"华东", "华南", "华北", "西南", "西北", "东北"};
    static constexpr const char* kChannels[] = {"直销", "经销", "电商", "\"KA, 连锁\"", "团购"};
    Rng rng_{42};
    std::size_t rows_;
    double customers_;
    std::size_t row_ = 0;
    std::string text_;
    std::string date_;
    std::uint32_t city_ = 0;
    std::uint32_t rep_ = 0;
    std::uint32_t channel_ = 0;
    std::uint32_t customer_ = 0;
};

std::span<const std::byte> bytesOf(std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); }

struct Times {
    double copy = 1e99;
    double scan = 1e99;
    double read = 1e99;
    double commit = 1e99;
    double load = 1e99;
    double write = 1e99;
    double restore = 1e99;
};

void least(double& time, double measured) { time = std::min(time, measured); }

// The bytes as they come, copied once and searched once: what no loader can go below.
double passOver(std::size_t rows, Times& times) {
    Orders orders(rows);
    std::vector<char> target(2 * kChunk, 'x');
    StructureIndex index;
    double bytes = 0;
    double copy = 0;
    double scan = 0;
    for (std::string_view text = orders.next(kChunk); !text.empty(); text = orders.next(kChunk)) {
        const double start = now();
        std::memcpy(target.data(), text.data(), text.size());
        const double copied = now();
        constexpr std::size_t kPiece = 128U << 10;
        for (std::size_t at = 0; at < text.size(); at += kPiece) index.scan(text.substr(at, kPiece), ',');
        copy += copied - start;
        scan += now() - copied;
        bytes += static_cast<double>(text.size());
    }
    least(times.copy, copy);
    least(times.scan, scan);
    return bytes;
}

FactTablePtr load(std::size_t rows, Times& times) {
    Orders orders(rows);
    auto session = ImportSession::begin({{"table", "orders"}, {"fileName", "bench.csv"}});
    double read = 0;
    for (std::string_view text = orders.next(kChunk); !text.empty(); text = orders.next(kChunk)) {
        const double start = now();
        if (!session->feed(bytesOf(text))) std::exit(1);
        read += now() - start;
    }
    const double start = now();
    auto outcome = session->commit(Json::object());
    if (!outcome || outcome->table->rows != rows) std::exit(1);
    const double commit = now() - start;
    least(times.read, read);
    least(times.commit, commit);
    least(times.load, read + commit);
    return outcome->table;
}

void print(const char* name, double ms, double bytes) {
    std::printf("{\"bench\":\"%s\",\"ms\":%.1f,\"mbPerSecond\":%.0f}\n", name, ms, bytes / 1e3 / std::max(ms, 1e-3));
}

std::size_t setting(const char* name, std::size_t otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr ? static_cast<std::size_t>(std::atoll(text)) : otherwise;
}

}  // namespace

int main() {
    const std::size_t rows = setting("FACTS_BENCH_ROWS", 1'000'000);
    Times times;
    double bytes = 0;
    std::size_t snapshotBytes = 0;
    double loadPeak = 0;
    for (std::size_t round = 0; round < setting("FACTS_BENCH_ROUNDS", 3); ++round) {
        bytes = passOver(rows, times);
        const FactTablePtr table = load(rows, times);
        if (round == 0) loadPeak = peakMegabytes();
        double start = now();
        const auto snapshot = writeSnapshot(*table);
        least(times.write, now() - start);
        snapshotBytes = snapshot.size();
        start = now();
        SnapshotReader reader;
        for (std::size_t at = 0; at < snapshot.size(); at += kChunk) {
            const auto chunk = std::span(snapshot).subspan(at, std::min(kChunk, snapshot.size() - at));
            if (!reader.feed(std::as_bytes(chunk))) return 1;
        }
        if (!reader.finish()) return 1;
        least(times.restore, now() - start);
    }
    std::printf("{\"bench\":\"facts.input\",\"rows\":%zu,\"bytes\":%.0f,\"bytesPerRow\":%.1f}\n", rows, bytes,
                bytes / static_cast<double>(rows));
    print("facts.copy", times.copy, bytes);
    print("facts.scan", times.scan, bytes);
    print("facts.read", times.read, bytes);
    print("facts.commit", times.commit, bytes);
    print("facts.load", times.load, bytes);
    print("facts.snapshot.write", times.write, static_cast<double>(snapshotBytes));
    print("facts.snapshot.read", times.restore, static_cast<double>(snapshotBytes));
    std::printf("{\"bench\":\"facts.memory\",\"peakMegabytes\":%.0f,\"snapshotBytesPerRow\":%.1f}\n", loadPeak,
                static_cast<double>(snapshotBytes) / static_cast<double>(rows));
    return 0;
}
