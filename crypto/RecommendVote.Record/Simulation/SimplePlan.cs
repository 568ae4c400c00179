using System.Buffers.Binary;
using System.Globalization;
using RecommendVote.Crypto;

namespace RecommendVote.Record.Simulation;

/// <summary>Meetings of any size with random marks, for load tests, benchmarks and <c>rv simulate</c>.</summary>
public static class SimplePlan
{
    /// <param name="suite">The suite.</param>
    /// <param name="voters">People in scope, all present and voting; at least 1.</param>
    /// <param name="options">Names on the ballot; at least 1.</param>
    /// <param name="max">Most marks; 1..options.</param>
    /// <param name="random">Chooses the marks.</param>
    /// <param name="trustees">n.</param>
    /// <param name="threshold">t.</param>
    /// <param name="writeIns">Voters who write a name in, 0 to <paramref name="voters"/>; with any, the ballot has one slot.</param>
    public static SimulationPlan Create(
        Suite suite, int voters, int options, int max, IRandomSource random, int trustees = 3, int threshold = 2, int writeIns = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(voters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, options);
        ArgumentOutOfRangeException.ThrowIfNegative(writeIns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(writeIns, voters);
        var contest = new ContestBody
        {
            Id = "P1",
            Title = "推荐人选 Recommendation",
            Options = [.. Enumerable.Range(1, options).Select(i => new OptionBody(
                string.Create(CultureInfo.InvariantCulture, $"n{i}"), string.Create(CultureInfo.InvariantCulture, $"人选{i} Name {i}")))],
            Slots = writeIns > 0 ? 1 : 0,
            Min = 1,
            Max = max,
            Abstain = true,
        };
        var sizes = Sizes(voters);
        var categories = sizes.Select((size, i) => new SimulatedCategory(((char)('A' + i)).ToString(), $"类别{(char)('A' + i)}", size, size)).ToList();
        return new SimulationPlan
        {
            Suite = suite,
            Categories = categories,
            Contests = [contest],
            Classes = [.. categories.Select(item => new SimulatedClass(item.Id, item.Id, [contest.Id], item.Expected, 0))],
            Casts = WriteIn(
                [.. categories.SelectMany(item => Enumerable.Range(0, item.Expected)
                    .Select(card => new SimulatedCast(item.Id, card, [Choice(options, max, random)])))],
                writeIns),
            Trustees = trustees,
            Threshold = threshold,
            AllowSmall = true,
            AcknowledgedSmallClass = true,
        };
    }

    /// <summary>Three categories of about 1 : 3 : 4, fewer when there are few voters.</summary>
    private static List<int> Sizes(int voters)
    {
        var first = voters / 8;
        var second = voters * 3 / 8;
        return [.. new[] { first, second, voters - first - second }.Where(size => size > 0)];
    }

    /// <summary>Evenly spread over all casts, one name for about three of them; the name takes the place of the marks.</summary>
    private static List<SimulatedCast> WriteIn(List<SimulatedCast> casts, int writeIns)
    {
        for (var k = 0; k < writeIns; k++)
        {
            var at = (int)((long)k * casts.Count / writeIns);
            var name = string.Create(CultureInfo.InvariantCulture, $"另荐{(k / 3) + 1}");
            casts[at] = casts[at] with { Choices = [new ContestChoice([], [name])] };
        }
        return casts;
    }

    /// <summary>One in ten abstains; else 1 to max different options.</summary>
    private static ContestChoice Choice(int options, int max, IRandomSource random)
    {
        if (Below(10, random) == 0)
            return new ContestChoice([], [], Abstain: true);
        var left = Enumerable.Range(0, options).ToList();
        var marks = new List<int>();
        for (var count = 1 + Below(max, random); count > 0; count--)
        {
            var at = Below(left.Count, random);
            marks.Add(left[at]);
            left.RemoveAt(at);
        }
        marks.Sort();
        return ContestChoice.Of([.. marks]);
    }

    /// <summary>0..bound-1; the bias of a 32-bit remainder does not matter for made-up votes.</summary>
    private static int Below(int bound, IRandomSource random)
    {
        Span<byte> bytes = stackalloc byte[4];
        random.Fill(bytes);
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes) % (uint)bound);
    }
}
