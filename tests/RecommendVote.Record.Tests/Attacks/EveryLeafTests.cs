using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using RecommendVote.Crypto;
using RecommendVote.Record.Simulation;
using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Attacks;

/// <summary>
/// A53: every member taken away, every list element taken away or doubled, every leaf value changed, in every entry of a whole record, each alone:
/// the gate refuses all of them, and the list of free texts that may be changed is empty. The verifier replays through the same gate.
/// </summary>
public sealed class EveryLeafTests
{
    public static TheoryData<string> Suites => Plans.Suites;

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A53")]
    public void A53_no_member_element_or_leaf_of_any_entry_can_be_missing_or_changed(string name) =>
        EveryChangeIsRefused(Plans.Simulate(Plans.Full(Plans.SuiteOf(name))).Run(), types: 19, _ => true);

    /// <summary>Mixes, and what else is different where names are written in.</summary>
    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A53")]
    public void A53_no_member_element_or_leaf_of_write_ins_can_be_missing_or_changed(string name) =>
        EveryChangeIsRefused(
            Plans.Simulate(WriteInPlans.Small(Plans.SuiteOf(name))).Run(), types: 4,
            type => type is EntryTypes.Ballot or EntryTypes.Mixed or EntryTypes.Decryption or EntryTypes.Result);

    private static void EveryChangeIsRefused(MeetingSimulation sim, int types, Func<string, bool> wanted)
    {
        var record = new MeetingRecord();
        var (mutants, seenTypes) = (0, new HashSet<string>());
        foreach (var entry in sim.Entries)
        {
            var type = EntryCodec.PeekType(entry)!;
            // a second entry of a type has the same members; ballots differ in nothing but values
            if (wanted(type) && seenTypes.Add(type))
            {
                foreach (var (where, mutant) in Mutants(entry))
                {
                    mutants++;
                    Assert.True(record.Validate(mutant) is not null, $"{type} {where}: {Encoding.UTF8.GetString(mutant)}");
                }
            }
            Assert.Null(record.Apply(entry.Memory).Refusal);
        }
        Assert.True(record.IsComplete);
        Assert.True(mutants > 20 * types, $"{mutants}");
        Assert.Equal(types, seenTypes.Count);
    }

    [Theory, MemberData(nameof(Suites))]
    [Trait("Attack", "A53")]
    public void A53_no_letter_of_the_checkpoint_can_be_missing_or_changed(string name)
    {
        var sim = Plans.Simulate(Plans.Small(Plans.SuiteOf(name))).RunUntil(EntryTypes.TrusteeCommit);
        var note = sim.SignCheckpoint().ToString();
        Assert.True(Checkpoint.TryVerify(sim.Record.Manifest!, note, out var honest));
        for (var i = 0; i < note.Length; i++)
        {
            foreach (var changed in new[] { note.Remove(i, 1), note.Insert(i, "A"), note.Remove(i, 1).Insert(i, note[i] == 'A' ? "B" : "A") })
                Assert.False(Checkpoint.TryVerify(sim.Record.Manifest!, changed, out _), changed);
        }
        Assert.Equal(sim.Record.Tree!.Root(), honest.Root);
    }

    private static IEnumerable<(string Where, byte[] Mutant)> Mutants(Bytes entry)
    {
        var whole = JsonNode.Parse(entry.Span)!;
        foreach (var mutant in Variants(whole, ""))
            yield return (mutant.Where, Write(mutant.Node));
        if (whole["body"] is not { } body)
            yield break;
        foreach (var mutant in Variants(JsonNode.Parse(Base64Url.DecodeFromChars((string)body!))!, "body"))
        {
            var copy = whole.DeepClone();
            copy["body"] = Base64Url.EncodeToString(Write(mutant.Node));
            yield return (mutant.Where, Write(copy));
        }
    }

    private static byte[] Write(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    /// <summary>The node with one thing changed, for every thing in it.</summary>
    private static IEnumerable<(string Where, JsonNode Node)> Variants(JsonNode node, string path)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (key, value) in item.ToList())
                {
                    var without = item.DeepClone().AsObject();
                    without.Remove(key);
                    yield return ($"{path}/{key} gone", without);
                    foreach (var (where, changed) in Variants(value!, $"{path}/{key}"))
                    {
                        var copy = item.DeepClone().AsObject();
                        copy[key] = changed.DeepClone();
                        yield return (where, copy);
                    }
                }
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    var without = list.DeepClone().AsArray();
                    without.RemoveAt(i);
                    yield return ($"{path}[{i}] gone", without);
                    var doubled = list.DeepClone().AsArray();
                    doubled.Insert(i, list[i]!.DeepClone());
                    yield return ($"{path}[{i}] twice", doubled);
                    foreach (var (where, changed) in Variants(list[i]!, $"{path}[{i}]"))
                    {
                        var copy = list.DeepClone().AsArray();
                        copy[i] = changed.DeepClone();
                        yield return (where, copy);
                    }
                }
                break;
            default:
                foreach (var changed in Leaves(node.AsValue()))
                    yield return (path, changed);
                break;
        }
    }

    private static IEnumerable<JsonNode> Leaves(JsonValue leaf)
    {
        if (leaf.TryGetValue<bool>(out var flag))
        {
            yield return JsonValue.Create(!flag);
        }
        else if (leaf.TryGetValue<int>(out var number))
        {
            yield return JsonValue.Create(number + 1);
            if (number > 0)
                yield return JsonValue.Create(number - 1);
        }
        else
        {
            var text = leaf.GetValue<string>();
            yield return JsonValue.Create(text + "A");
            yield return JsonValue.Create(text.Length == 0 ? "字" : (text[0] == 'B' ? "C" : "B") + text[1..]);
            if (text.Length > 0)
                yield return JsonValue.Create(text[..^1]);
            if (text.Length > 4 && Base64Url.IsValid(text))
            {
                var bytes = Base64Url.DecodeFromChars(text);
                bytes[^1] ^= 1;
                yield return JsonValue.Create(Base64Url.EncodeToString(bytes));
            }
        }
    }
}
