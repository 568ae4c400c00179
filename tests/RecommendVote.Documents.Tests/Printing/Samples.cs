using System.Globalization;
using System.Text;
using RecommendVote.Documents.Cards;
using RecommendVote.Documents.Counting;
using RecommendVote.Documents.Drawing;
using RecommendVote.Documents.Verification;
using RecommendVote.Rosters;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Rosters.Order;

namespace RecommendVote.Documents.Tests.Printing;

/// <summary>Documents like those of a real meeting, made from the demo roster.</summary>
internal static class Samples
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static readonly DocumentFonts Fonts = new();

    public static readonly MeetingHeader Meeting = new(
        "示例市示范管理局 2026 年度选拔任用民主推荐会（办公室副主任、业务二科科长）", "demo-2026", "示例市示范管理局", "三楼会议室", "2026-11-20 09:00")
    {
        Marks = DocumentMarks.Demo,
    };

    public static readonly RecordReference Record = new(
        "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0", "a3c1b2d4e5f60718293a4b5c6d7e8f90a3c1b2d4e5f60718293a4b5c6d7e8f90", 92, "7KQ4-M2XD-9TRB", "SM2-SM3");

    public static CardSheet Cards(DocumentMarks marks = DocumentMarks.Demo, int seed = 1, (string Name, int Count)[]? classes = null)
    {
        var random = new Random(seed);
        classes ??= [("A 领导班子成员", 7), ("B 内设机构和直属单位负责人", 22), ("B 内设机构和直属单位负责人（仅业务二科科长）", 1), ("C 干部代表", 30)];
        var cards = classes.SelectMany((c, i) => Enumerable.Range(0, c.Count).Select(_ => Card(random, c.Name, ClassColours.Of(i)))).ToList();
        return new CardSheet(Meeting with { Marks = marks }, "https://vote.example.org:5443/v/demo-2026", cards, new DateTime(2026, 11, 19, 8, 30, 0, DateTimeKind.Utc));
    }

    public static async Task<CountForm> CountForm()
    {
        using var stream = DemoData.Open(DemoData.CadreRosterCsv);
        var roster = (await CadreRosterReader.ReadAsync(stream, Rosters.Files.Demo, TestContext.Current.CancellationToken)).RowsToImport();
        int[] first = [19, 12, 7, 5, 3, 2, 1, 1, 1], second = [16, 14, 8, 5, 3, 2, 1, 0];
        return new CountForm(
            Meeting, new CountTotals(60, 56, 60, 4, 56, 55, 55, 0),
            [
                Position("办公室副主任", "P1", roster, first, [7, 21, 27], [0, 2, 2]),
                Position("业务二科科长", "P2", roster, second, [7, 21, 27], [1, 2, 2]) with { WriteIns = [new("王示例", 1)] },
            ],
            Record, new DateTime(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc));
    }

    public static VerificationReport Report(CheckOutcome worst, string? anchor, OfficerStatement? statement)
    {
        var checks = Enumerable.Range(1, 42).Select(i => new CheckLine(
            string.Create(CultureInfo.InvariantCulture, $"V{i:D2}"),
            i % 2 == 0 ? "每张选票的证明成立，选票没有多选" : "记录的每一条都在它该在的位置，签名有效",
            i % 2 == 0 ? "The proof of every ballot holds; none bears too many marks" : "Every entry stands where it may and its signatures are valid",
            i == 17 ? worst : CheckOutcome.Passed, i == 17 && worst == CheckOutcome.Failed ? "第 43 条 entry 43" : "56")).ToList();
        return new VerificationReport(Meeting, Record, checks, "rv 0.1.0", new DateTime(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc)) { Anchor = anchor, Statement = statement };
    }

    /// <summary>Keeps the file beside the tests, for a person to look at.</summary>
    public static byte[] Keep(this byte[] pdf, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "test-output"));
        File.WriteAllBytes(Path.Combine(folder.FullName, name), pdf);
        return pdf;
    }

    private static CardToPrint Card(Random random, string className, string colour)
    {
        var seed = Text(random, 28, Crockford);
        var fingerprint = Text(random, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
        return new CardToPrint($"https://vote.example.org:5443/v/demo-2026#{seed}.{fingerprint}", seed, className, colour);
    }

    private static string Text(Random random, int length, string alphabet) =>
        Enumerable.Range(0, length).Aggregate(new StringBuilder(), (text, _) => text.Append(alphabet[random.Next(alphabet.Length)])).ToString();

    private static CountPosition Position(string title, string id, IReadOnlyList<CadreRow> roster, int[] votes, int[] ballots, int[] abstain)
    {
        var byId = BallotOrder.EligibleInFileOrder(roster, id).Select((row, i) => (row.Id, Votes: i < votes.Length ? votes[i] : 0)).ToDictionary(p => p.Id, p => p.Votes);
        var names = BallotOrder.EligibleInStrokeOrder(roster, id)
            .Select(row => new CountName(row.Name, BallotOrder.Detail(row), byId[row.Id], [byId[row.Id] / 5, byId[row.Id] / 3, byId[row.Id] - (byId[row.Id] / 5) - (byId[row.Id] / 3)])).ToList();
        string[] labels = ["A 领导班子成员", "B 内设机构和直属单位负责人", "C 干部代表"];
        return new CountPosition(title, 1, 55, abstain.Sum(), [.. labels.Select((label, i) => new CountGroup(label, ballots[i], abstain[i]))], names);
    }
}
