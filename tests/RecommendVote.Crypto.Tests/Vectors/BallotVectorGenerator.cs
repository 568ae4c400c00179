using System.Text;
using System.Text.Json.Nodes;
using static RecommendVote.Crypto.Tests.VectorGenerator;
using static RecommendVote.Crypto.Tests.VectorJson;

namespace RecommendVote.Crypto.Tests;

internal static class BallotVectorGenerator
{
    public static IEnumerable<VectorCase> Ballots(Suite suite)
    {
        var plain = new Meeting(suite, Meeting.Plain, "vectors plain");
        var writeIn = new Meeting(suite, Meeting.WithWriteIns, "vectors write-in");
        var tiny = new Meeting(suite, [new(7, 1, 0, false, 1, 1)], "vectors tiny");
        var first = plain.SealPlain();
        yield return Case(plain, "two contests, no slots", first);
        yield return Case(plain, "empty form: nothing in the first contest, abstain bit in the second", plain.Seal(ContestChoice.Of(), ContestChoice.Of()));
        yield return Case(tiny, "one option that must be marked", tiny.Seal(ContestChoice.Of(0)));
        var withText = writeIn.SealWriteIn();
        yield return Case(writeIn, "one write-in of two slots", withText);
        yield return Case(writeIn, "both slots with the same text", writeIn.Seal(new ContestChoice([2], ["#zhang-san", "#zhang-san"]), ContestChoice.Of(1)));
        using var card = plain.NewCard();
        var again = BallotSealer.Seal(plain.Statement, card, suite.Hash("tracker"u8), [ContestChoice.Of(0), ContestChoice.Of(1)], plain.Random);
        yield return Case(plain, "supersedes an earlier ballot", again);

        foreach (var (what, changed) in BallotFields.Tampered(withText))
        {
            var verdict = BallotVerifier.Verify(writeIn.Statement, changed);
            yield return Reject("ballot", suite, $"{what} changed", Input(writeIn, BallotEntryJson.Write(changed)), verdict.Code);
        }
        yield return Reject("ballot", suite, "a ballot of another class", Input(writeIn, BallotEntryJson.Write(first)), "shape");
        foreach (var (what, bits) in new (string, long[])[] { ("2 and 0 for one option", [2, 0, 0]), ("-1 balanced by 2", [-1, 2, 1]) })
        {
            var meeting = new Meeting(suite, [new(0, 3, 0, false, 2, 2)], "vectors no bits");
            using var cheat = meeting.NewCard();
            var forged = new ForgingProver(meeting.Statement).Seal(cheat, [.. bits.Select(suite.Group.FromInt)], [], meeting.Random);
            yield return Reject("ballot", suite, what, Input(meeting, BallotEntryJson.Write(forged)), "E2");
        }
        using (var cheat = plain.NewCard())
        {
            var held = BallotStatementTests.HonestBits(plain);
            held[0] += suite.Group.One;
            var forged = new ForgingProver(plain.Statement) { Encrypted = held }.Seal(cheat, BallotStatementTests.HonestBits(plain), [], plain.Random);
            yield return Reject("ballot", suite, "a ciphertext of 1 more than the proved bit", Input(plain, BallotEntryJson.Write(forged)), "E4");
        }
        var entry = BallotEntryJson.Write(first);
        var text = Encoding.UTF8.GetString(entry);
        yield return Reject("ballot", suite, "a space in the JSON", Input(plain, [.. entry[..^1], 32, 125]), "json");
        yield return Reject("ballot", suite, "members in another order", Input(plain, Encoding.UTF8.GetBytes(SwapLastTwo(text))), "json");
        yield return Reject("ballot", suite, "a member more", Input(plain, Encoding.UTF8.GetBytes(text[..^1] + ",\"x\":1}")), "json");
        yield return Reject("ballot", suite, "a member twice", Input(plain, Encoding.UTF8.GetBytes(text[..^1] + text[text.LastIndexOf(",\"s\":", StringComparison.Ordinal)..])), "json");
        yield return Reject("ballot", suite, "not finished", Input(plain, entry[..^1]), "json");
        yield return Reject("ballot", suite, "an off-curve R", Input(plain, Encoding.UTF8.GetBytes(WithMember(text, "R", OffCurve(first.R)))), "point");
        yield return Reject("ballot", suite, "s = q", Input(plain, Encoding.UTF8.GetBytes(WithMember(text, "s", suite.Group.OrderBytes()))), "scalar");

        foreach (var (meeting, choices) in new[]
        {
            (plain, new[] { ContestChoice.Of(0, 2), ContestChoice.Of(1) }),
            (writeIn, [new ContestChoice([0], ["张三", ""]), new ContestChoice([], [])]),
        })
        {
            using var audited = meeting.NewCard();
            using var prepared = BallotSealer.Prepare(meeting.Statement, audited, null, choices, meeting.Random);
            var audit = prepared.Audit(audited, meeting.Random);
            yield return Accept("ballot-audited", suite, "audit", Input(meeting, BallotEntryJson.Write(audit)));
            var lie = audit with { Opening = audit.Opening with { Bits = [!audit.Opening.Bits[0], .. audit.Opening.Bits.Skip(1)] } };
            yield return Reject("ballot-audited", suite, "another bit opened than signed", Input(meeting, BallotEntryJson.Write(lie)), "E6");
            var castText = Encoding.UTF8.GetString(BallotEntryJson.Write(audit.Ballot));
            yield return Reject("ballot", suite, "an audited ballot passed off as cast", Input(meeting, Encoding.UTF8.GetBytes(castText)), "E6");
            yield return Reject("ballot-audited", suite, "a signed opening that does not open", Input(meeting, BallotEntryJson.Write(BallotFields.SignedLie(meeting, audited, choices))), "opening");
        }
    }

    private static VectorCase Case(Meeting meeting, string description, SealedBallot ballot) =>
        Accept("ballot", meeting.Suite, description, Input(meeting, BallotEntryJson.Write(ballot)));

    private static JsonObject Input(Meeting meeting, byte[] entry)
    {
        var s = meeting.Statement;
        return new JsonObject
        {
            ["manifest"] = Encode(s.ManifestHash.Span),
            ["opened"] = Encode(s.OpenedHash.Span),
            ["h"] = Encode(s.Key),
            ["class"] = s.ClassId,
            ["contests"] = new JsonArray([.. s.Layout.Contests.Select(c => (JsonNode)new JsonObject
            {
                ["index"] = c.IndexInContests, ["options"] = c.Options, ["slots"] = c.Slots, ["abstain"] = c.Abstain, ["min"] = c.Min, ["max"] = c.Max,
            })]),
            ["entry"] = Encode(entry),
        };
    }

    private static byte[] OffCurve(Point point)
    {
        var bytes = point.Encode();
        bytes[64] ^= 1;
        return bytes;
    }

    private static string WithMember(string json, string member, byte[] value)
    {
        var start = json.LastIndexOf($",\"{member}\":\"", StringComparison.Ordinal) + member.Length + 5;
        return json[..start] + System.Buffers.Text.Base64Url.EncodeToString(value) + json[json.IndexOf('"', start)..];
    }

    private static string SwapLastTwo(string json)
    {
        var r = json.LastIndexOf(",\"R\":", StringComparison.Ordinal);
        var s = json.LastIndexOf(",\"s\":", StringComparison.Ordinal);
        return json[..r] + json[s..^1] + json[r..s] + "}";
    }
}
