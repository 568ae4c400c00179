using System.Text.Json;
using RecommendVote.Rosters;
using RecommendVote.Rosters.Attendees;
using RecommendVote.Rosters.Cadres;
using RecommendVote.Rosters.Order;

namespace RecommendVote.Documents.Tests.Rosters;

public class DemoFilesTests
{
    [Fact]
    public async Task The_three_rosters_give_the_same_30_rows()
    {
        var xlsx = await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterXlsx));
        var csv = await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterCsv));
        var gb = await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterGb18030));

        Assert.All([xlsx, csv, gb], result => Assert.True(result.Accepted, string.Join('\n', result.Problems.Select(p => p.En))));
        Assert.Equal(30, xlsx.RowsToImport().Count);
        Assert.Equal(Content(csv.GoodRows), Content(gb.GoodRows));
        Assert.Equal(Content(csv.GoodRows), Content(xlsx.GoodRows));
        Assert.Equal("utf-8-bom", csv.Source!.Encoding);
        Assert.Equal("gb18030", gb.Source!.Encoding);
        Assert.Equal((1, 2), (csv.HeaderRow, xlsx.HeaderRow));
        Assert.Equal((2, 3), (csv.GoodRows[0].RowNumber, xlsx.GoodRows[0].RowNumber));
        Assert.All(xlsx.Columns, column => Assert.NotNull(column.Field));
    }

    [Fact]
    public async Task The_three_attendee_lists_give_the_same_60_people_in_three_categories()
    {
        var results = new List<ImportResult<AttendeeRow>>();
        foreach (var file in new[] { DemoData.AttendeesXlsx, DemoData.AttendeesCsv, DemoData.AttendeesGb18030 })
        {
            results.Add(await Files.Attendees(Files.DemoBytes(file)));
        }

        Assert.All(results, result => Assert.True(result.Accepted));
        Assert.All(results, result => Assert.Equal(Content(results[0].GoodRows), Content(result.GoodRows)));
        var people = results[0].RowsToImport();
        Assert.Equal(60, people.Count);
        Assert.Equal(
            [("A", "领导班子成员", 7), ("B", "内设机构和直属单位负责人", 23), ("C", "干部代表", 30)],
            people.GroupBy(p => (p.CategoryId, p.CategoryName)).Select(g => (g.Key.CategoryId, g.Key.CategoryName, g.Count())));
        Assert.Equal(["T009"], people.Where(p => p.RecusedPositions.Contains("P1")).Select(p => p.Id));
        Assert.All(people, p => Assert.True(p.Expected));
    }

    [Fact]
    public async Task Every_field_of_a_row_is_typed()
    {
        var roster = (await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterXlsx))).GoodRows;
        var third = roster[2];
        Assert.Equal(
            ("C003", "沈涵", "业务一科", "男", "汉族", new YearMonth(1974, 11), new YearMonth(1997, 8), new YearMonth(1993, 5)),
            (third.Id, third.Name, third.Unit, third.Gender, third.Ethnicity, third.Birth, third.PartyJoined, third.WorkStarted));
        Assert.Equal(
            ("大学", "示例财经学院 会计学", "业务一科科长", new YearMonth(2023, 4), new YearMonth(2021, 7), "二级主任科员", 3, 697, "专班工作 1 年"),
            (third.Education, third.SchoolMajor, third.CurrentPost, third.CurrentPostSince, third.CurrentLevelSince, third.Rank, third.GrassrootsYears, third.TrainingHours, third.Practice));
        Assert.Equal([new(2023, "优秀"), new(2024, "称职"), new(2025, "称职")], third.Appraisals);
        Assert.Equal(["P1", "P2"], third.EligiblePositions);
        Assert.Null(third.IneligibleReason);
        Assert.Equal(new DateOnly(2027, 3, 1), roster.Single(r => r.Id == "C026").SanctionUntil);
    }

    [Fact]
    public async Task Edge_rows_are_taken_and_remarked_on()
    {
        var result = await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterXlsx));
        var names = result.GoodRows.ToDictionary(r => r.Id);
        Assert.Equal("买尔丹·示例江", names["C016"].Name);
        Assert.Equal("欧阳示例", names["C017"].Name);
        Assert.True(names["C004"].ShowUnit && names["C005"].ShowUnit);
        Assert.Equal(2, result.GoodRows.Count(r => r.ShowUnit));
        Assert.Equal(["P2"], names["C008"].EligiblePositions);
        Assert.Null(names["C018"].PartyJoined);
        Assert.Equal((549, 551), (names["C010"].TrainingHours, names["C011"].TrainingHours));
        Assert.Equal(
            [("same-name", 7), ("training-short", 12), ("party-date-missing", 20)],
            result.Problems.Select(p => (p.Code, p.Row!.Value)));
        Assert.All(result.Problems, p => Assert.Equal(ProblemSeverity.Warning, p.Severity));
    }

    [Fact]
    public async Task Twenty_three_and_twenty_four_are_eligible_and_n1_is_the_first_row_of_the_file()
    {
        var roster = (await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterCsv))).RowsToImport();
        var first = BallotOrder.EligibleInFileOrder(roster, "P1");
        var second = BallotOrder.EligibleInFileOrder(roster, "P2");
        Assert.Equal((23, 24), (first.Count, second.Count));
        Assert.Equal(["C001", "C002", "C003"], first.Take(3).Select(r => r.Id));
        Assert.Equal("C009", first[7].Id);
        Assert.Equal("C008", second[7].Id);
        Assert.Equal(6, roster.Count(r => r.EligiblePositions.Count == 0 && r.IneligibleReason is not null));
    }

    [Fact]
    public async Task The_ballot_is_in_stroke_order()
    {
        var roster = (await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterCsv))).RowsToImport();
        var ballot = BallotOrder.EligibleInStrokeOrder(roster, "P2");
        Assert.Equal(BallotOrder.EligibleInFileOrder(roster, "P2").Select(r => r.Id).Order(), ballot.Select(r => r.Id).Order());

        // Strokes of the surnames: 卫 3, 尤 4, 朱 6, 华 6, 买 6, 严 7, 沈 7, 张 7, 欧 8, 金 8, 秦 10, 蒋 12, 韩 12, 褚 14, 魏 17.
        int[] strokes = [.. ballot.Select(r => r.Name[0] switch { '卫' => 3, '尤' => 4, '朱' or '华' or '买' => 6, '严' or '沈' or '张' => 7, '欧' or '金' => 8, '秦' => 10, '蒋' or '韩' => 12, '褚' => 14, '魏' => 17, _ => throw new InvalidOperationException(r.Name) })];
        Assert.Equal(strokes.Order(), strokes);
        Assert.Equal(2, ballot.Count(r => r.Name == "褚涵芳"));
    }

    [Fact]
    public async Task The_stroke_order_is_total_and_does_not_depend_on_the_order_of_the_file()
    {
        var roster = (await Files.Cadres(Files.DemoBytes(DemoData.CadreRosterCsv))).RowsToImport();
        var order = BallotOrder.InStrokeOrder(roster).Select(r => r.Id).ToList();
        Assert.Equal(order, BallotOrder.InStrokeOrder(roster.Reverse()).Select(r => r.Id));
        Assert.True(StrokeOrder.IsAvailable);
    }

    private static List<string> Content(IEnumerable<CadreRow> rows) => [.. rows.Select(row => JsonSerializer.Serialize(row with { RowNumber = 0 }))];

    private static List<string> Content(IEnumerable<AttendeeRow> rows) => [.. rows.Select(row => JsonSerializer.Serialize(row with { RowNumber = 0 }))];
}
