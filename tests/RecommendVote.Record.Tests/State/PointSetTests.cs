using RecommendVote.Crypto;
using Xunit;

namespace RecommendVote.Record.Tests;

public class PointSetTests
{
    [Theory]
    [InlineData("P256-SHA256")]
    [InlineData("SM2-SM3")]
    public void A_point_is_in_it_exactly_when_it_was_added_and_its_negative_is_another(string name)
    {
        Assert.True(Suite.TryParse(name, out var suite));
        var set = new PointSet();
        var points = suite.Generators.Range(0, 3000);
        for (var i = 0; i < points.Count; i++)
        {
            Assert.False(set.Contains(points[i]));
            Assert.True(set.Add(points[i]));
            Assert.False(set.Contains(-points[i]));
            Assert.True(set.Contains(points[i / 2]));
        }
        Assert.All(points, point => Assert.False(set.Add(point)));
        Assert.Equal(3000, set.Count);
        Assert.True(set.Add(-points[7]));
        Assert.True(set.Contains(-points[7]));
    }
}
