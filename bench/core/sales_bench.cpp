// How fast sales questions are answered: seven questions of a dashboard, text in and text out, all again after every change of filter.
// One JSON line per measurement; ratios to one plain sum over the amounts of the same rows. SALES_BENCH_ROWS, default 1,000,000.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/rng.h"
#include "engine/engine.h"

using namespace sandtable;

namespace {

double now() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string generate(std::size_t rows) {
    Rng rng(7);
    const char* regions[] = {"华东", "华南", "华北", "西南", "西北", "东北"};
    const char* channels[] = {"直销", "经销", "电商", "\"KA, 连锁\"", "团购"};
    std::string text = "order_id,order_date,region,city,channel,rep,product_line,sku,customer_id,qty,amount,margin\n";
    text.reserve(rows * 100);
    const Day first = dayFromCivil({2022, 1, 1});
    std::uint32_t customer = 0;  // of an order's two lines
    const auto customers = static_cast<std::uint32_t>(std::max<std::size_t>(1, rows / 25));
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t city = rng.below(60);
        const std::uint32_t line = rng.below(12);
        const double u = (rng.below(1'000'000) + 1) / 1e6;  // customers after Zipf: log-uniform ranks
        if (row % 2 == 0) customer = static_cast<std::uint32_t>(std::pow(static_cast<double>(customers), u)) - 1;
        const std::uint32_t cents = 500 + rng.below(200'000);
        char buffer[256];
        const int size =
            std::snprintf(buffer, sizeof buffer,
                          "SO-%09zu,%s,%s,城市%02u,%s,销售员%03u,\"产品线 %02u\",SKU-%04u,C%07u,%u,%u.%02u,%u.%02u\n",
                          row / 2, formatIsoDay(first + static_cast<Day>(row * 1096 / rows)).c_str(), regions[city % 6],
                          city, channels[rng.below(5)], city * 5 + rng.below(5), line, line * 66 + rng.below(66),
                          customer, 1 + rng.below(20), cents / 100, cents % 100, cents / 400, cents % 100);
        text.append(buffer, static_cast<std::size_t>(size));
    }
    return text;
}

struct Question {
    const char* request;
    const char* params;
};
const Question kQuestions[] = {
    {"sales.pivot", R"({"axes":["region","month"],"measures":["amount","margin"]})"},
    {"performance.trend", R"({"axis":"productLine","grain":"month","periods":36,"top":12})"},
    {"performance.pareto", R"({"axis":"customer"})"},
    {"customers.rfm", R"({})"},
    {"sales.pivot", R"({"axes":["month","channel"],"measures":["customers"]})"},
    {"sales.pivot",
     R"({"axes":["city","rep"],"measures":["amount"],"sort":{"by":"amount"},"limit":20,"period":"2024-Q2","filters":{"region":["华东"]}})"},
    {"sales.pivot", R"({"axes":["city","week"],"measures":["amount"],"reply":"columns"})"},
};

std::string ask(Engine& engine, const Question& asked, const std::string& filter) {
    std::string question = asked.params;
    if (!filter.empty()) {
        const std::size_t at = question.find("\"filters\":{");
        if (at == std::string::npos) {
            question.insert(1, "\"filters\":{" + filter + (question == "{}" ? "}" : "},"));
        } else {
            question.insert(at + 11, filter + ",");
        }
    }
    std::string reply = engine.call(std::string(R"({"request":")") + asked.request + R"(","params":)" + question + "}");
    if (reply.find("\"ok\":true") == std::string::npos) {
        std::fprintf(stderr, "%s\n%s\n", question.c_str(), reply.substr(0, 400).c_str());
        std::exit(1);
    }
    return reply;
}

}  // namespace

int main() {
    const char* wanted = std::getenv("SALES_BENCH_ROWS");
    const std::size_t rows = wanted != nullptr ? static_cast<std::size_t>(std::atoll(wanted)) : 1'000'000;
    std::string text = generate(rows);
    Engine engine;
    double start = now();
    const std::string begun =
        engine.call(R"({"request":"facts.begin","params":{"table":"orders","fileName":"bench.csv"}})");
    constexpr std::size_t kChunk = 1U << 22;
    for (std::size_t at = 0; at < text.size(); at += kChunk) {
        const std::string_view chunk = std::string_view(text).substr(at, kChunk);
        if (engine.load("imp-1", std::as_bytes(std::span(chunk.data(), chunk.size()))).find("\"ok\":true") ==
            std::string::npos)
            return 1;
    }
    const std::string committed = engine.call(R"({"request":"facts.commit","params":{"import":"imp-1"}})");
    const double load = now() - start;
    std::printf("{\"bench\":\"sales.load\",\"rows\":%zu,\"megabytes\":%.1f,\"ms\":%.0f}\n", rows,
                static_cast<double>(text.size()) / 1e6, load);
    if (committed.find("\"ok\":true") == std::string::npos) {
        std::fprintf(stderr, "%s\n", committed.c_str());
        return 1;
    }
    text = {};

    std::vector<std::int64_t> plain(rows, 3);
    double best = 1e9;
    volatile std::int64_t sink = 0;
    for (int i = 0; i < 5; ++i) {
        start = now();
        std::int64_t sum = 0;
        for (const std::int64_t value : plain) sum += value;
        sink = sink + sum;
        best = std::min(best, now() - start);
    }
    std::printf("{\"bench\":\"sales.plainSum\",\"ms\":%.3f}\n", best);

    start = now();
    (void)ask(engine, kQuestions[0], "");
    std::printf("{\"bench\":\"sales.first\",\"ms\":%.2f}\n", now() - start);
    const char* filters[] = {"", R"("channel":["直销"])", R"("channel":["经销","电商"])",
                             R"("productLine":["产品线 03"])", R"("city":["城市07","城市12","城市31"])"};
    for (const char* filter : filters) {
        std::vector<double> times(std::size(kQuestions) + 1, 1e9);
        for (int repeat = 0; repeat < 7; ++repeat) {
            // Others' filters in between: nothing may be answered from what was just kept.
            for (int other = 0; other < 7; ++other)
                (void)ask(engine, {"sales.pivot", R"({"axes":[],"measures":["amount"]})"},
                          "\"sku\":[\"SKU-000" + std::to_string(other) + "\"]");
            double all = 0;
            for (std::size_t q = 0; q < std::size(kQuestions); ++q) {
                start = now();
                (void)ask(engine, kQuestions[q], filter);
                const double took = now() - start;
                all += took;
                times[q] = std::min(times[q], took);
            }
            times.back() = std::min(times.back(), all);
        }
        std::string escaped;
        for (const char* c = filter; *c != 0; ++c) escaped += *c == '"' ? '\'' : *c;
        std::printf("{\"bench\":\"sales.dashboard\",\"filter\":\"%s\",\"ms\":%.2f,\"ratioToPlainSum\":%.1f",
                    escaped.c_str(), times.back(), times.back() / best);
        for (std::size_t q = 0; q < std::size(kQuestions); ++q) std::printf(",\"q%zu\":%.2f", q + 1, times[q]);
        std::printf("}\n");
    }
    return 0;
}
