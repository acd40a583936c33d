// Company: the sample's people, customers and sales posts, drawn from a seed.
// Who exists; how much they sell on a day is demand.h's business.
#pragma once

#include <string>
#include <vector>

#include "sample/catalogue.h"

namespace sandtable::sample {

struct Name {
    std::string zh;
    std::string en;
    [[nodiscard]] const std::string& in(bool english) const { return english ? en : zh; }
};

struct Customer {
    std::string id;  // "C00001"
    Name name;
    int zipfWeight = 0;  // 1/rank of its rep's customers, scaled
};

struct Rep {
    std::string unitId;    // "hangzhou-ka-1"
    std::string personId;  // "p-hangzhou-ka-1"
    Name name;
    int city = 0;
    int channel = 0;
    int strengthPermille = 1000;  // personal, around 1,000
    int firstCustomer = 0;
    int customers = 0;
};

// A channel of a city: its reps are the run [firstRep, firstRep + reps).
struct Post {
    std::string unitId;  // "hangzhou-ka"
    int city = 0;
    int channel = 0;
    int firstRep = 0;
    int reps = 0;
};

struct Company {
    std::vector<Post> posts;          // by city, then channel
    std::vector<Rep> reps;            // by post
    std::vector<Customer> customers;  // by rep
    Name head;
    std::vector<Name> regionHeads;
    std::vector<Name> cityHeads;

    [[nodiscard]] static Company draw(std::uint64_t seed);
    // The post of a channel in a city; -1 when the city has none.
    [[nodiscard]] int postOf(int city, int channel) const;
};

[[nodiscard]] int cityIndex(const char* id);
[[nodiscard]] int regionIndex(const char* id);
[[nodiscard]] int productLineIndex(const char* id);

}  // namespace sandtable::sample
