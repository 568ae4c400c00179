using System.Text;

namespace RecommendVote.Record.Tests.Entries;

/// <summary>The writer by itself: commas, brackets and numbers.</summary>
public sealed class CanonicalWriterTests
{
    [Fact]
    public void Commas_stand_between_members_and_elements_and_nowhere_else()
    {
        var writer = new CanonicalWriter(1);
        writer.BeginObject().Member("a").BeginList();
        writer.Bool(true).Bool(false).Number(0).Number(int.MaxValue).Text("").Text("x").Base64([]).Base64([0, 1]).BeginList().EndList().BeginList().EndList();
        writer.BeginObject().EndObject().EndList().Member("b").BeginObject().Member("c").Bool(false).Member("d").Base64([255]).EndObject().Member("e").Text("\u0001\"").EndObject();
        const string expected = "{\"a\":[true,false,0,2147483647,\"\",\"x\",\"\",\"AAE\",[],[],{}],\"b\":{\"c\":false,\"d\":\"_w\"},\"e\":\"\\u0001\\\"\"}";
        Assert.Equal(expected, Encoding.UTF8.GetString(writer.Written));
        Assert.Equal(expected, Encoding.UTF8.GetString(writer.ToArray()));
    }

    [Fact]
    public void A_negative_number_cannot_be_written()
    {
        var writer = new CanonicalWriter();
        Assert.Throws<ArgumentOutOfRangeException>("value", () => writer.Number(-1));
        Assert.Equal(0, writer.Written.Length);
    }
}
