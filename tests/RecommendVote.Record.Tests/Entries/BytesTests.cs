namespace RecommendVote.Record.Tests.Entries;

/// <summary>Byte strings are compared by content, ordered as unsigned bytes, and have one base64url form; vectors have elements of one length.</summary>
public sealed class BytesTests
{
    /// <summary>In ascending order.</summary>
    private static readonly Bytes[] Ascending = [Bytes.Empty, (byte[])[0], (byte[])[0, 0], (byte[])[0, 255], (byte[])[1], (byte[])[127, 255], (byte[])[128], (byte[])[255]];

    [Fact]
    public void Order_and_equality_follow_the_content()
    {
        for (var i = 0; i < Ascending.Length; i++)
        {
            for (var j = 0; j < Ascending.Length; j++)
            {
                // another array with the same content
                var (a, b) = (Ascending[i], Bytes.Copy(Ascending[j]));
                Assert.Equal((i < j, i <= j, i > j, i >= j, i == j, i != j), (a < b, a <= b, a > b, a >= b, a == b, a != b));
                Assert.Equal(Math.Sign(i.CompareTo(j)), Math.Sign(a.CompareTo(b)));
                Assert.Equal(i == j, a.Equals((object)b));
                if (i == j)
                    Assert.Equal(a.GetHashCode(), b.GetHashCode());
            }
        }
        Assert.False(Ascending[0].Equals("")); // another type
        Assert.Equal(default, Bytes.Empty);
        Assert.True(Bytes.Empty.IsEmpty && !Ascending[1].IsEmpty);
        Assert.True(Enumerable.Range(0, 256).Select(i => new Bytes(new[] { (byte)i }).GetHashCode()).Distinct().Count() > 250);
    }

    [Fact]
    public void Slices_and_copies()
    {
        byte[] array = [1, 2, 3, 4];
        var (wrapped, copied) = (Bytes.FromByteArray(array), Bytes.Copy(array));
        Assert.Equal((byte[])[2, 3], wrapped.Slice(1, 2).ToArray());
        array[0] = 9;
        Assert.Equal((9, 1), (wrapped.Span[0], copied.Span[0]));
        Assert.Equal(4, copied.Length);
        wrapped.ToArray()[1] = 9;
        Assert.Equal(2, wrapped.Span[1]);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("AA", 1)]
    [InlineData("AAE", 2)]
    [InlineData("_-8A", 3)]
    public void Base64url_is_read_and_written_back(string text, int length)
    {
        Assert.True(Bytes.TryParse(text, out var bytes));
        Assert.Equal(length, bytes.Length);
        Assert.Equal(text, bytes.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("A")]
    [InlineData("AB")] // spare bits
    [InlineData("AAF")]
    [InlineData("AA==")]
    [InlineData("AAE=")]
    [InlineData("A A")]
    [InlineData(" AA")]
    [InlineData("AA\n")]
    [InlineData("+/8A")]
    [InlineData("ＡＡ")]
    public void Every_other_spelling_is_refused(string? text)
    {
        Assert.False(Bytes.TryParse(text, out var bytes));
        Assert.Equal(Bytes.Empty, bytes);
    }

    [Fact]
    public void A_vector_is_cut_into_elements_and_joined_again()
    {
        Bytes six = (byte[])[1, 2, 3, 4, 5, 6];
        Assert.True(BytesVector.TryCut(six, 2, out var pairs));
        Assert.Equal([(byte[])[1, 2], (byte[])[3, 4], (byte[])[5, 6]], pairs.Select(element => element.ToArray()));
        Assert.Equal((3, six), (pairs.Count, pairs.Concatenation));
        Assert.Equal(pairs, BytesVector.Join(pairs, 2));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => pairs[-1]);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => pairs[3]);
        Assert.Throws<ArgumentException>("elements", () => BytesVector.Join([(byte[])[1, 2], (byte[])[3]], 2));
        Assert.Throws<ArgumentOutOfRangeException>("elementLength", () => BytesVector.TryCut(six, 0, out _));
        Assert.Throws<ArgumentOutOfRangeException>("elementLength", () => BytesVector.TryCut(six, -2, out _));
        foreach (var length in new[] { 4, 5, 7 })
        {
            Assert.False(BytesVector.TryCut(six, length, out var none));
            Assert.Empty(none);
        }
        Assert.True(BytesVector.TryCut(Bytes.Empty, 2, out var empty));
        Assert.Empty(empty);
    }

    [Fact]
    public void Vectors_are_equal_when_their_elements_are()
    {
        static BytesVector Cut(byte[] bytes, int length) => BytesVector.TryCut(bytes, length, out var vector) ? vector : throw new ArgumentException("cut");
        var vector = Cut([1, 2, 3, 4], 2);
        Assert.True(vector.Equals(Cut([1, 2, 3, 4], 2)));
        Assert.True(vector.Equals((object)Cut([1, 2, 3, 4], 2)));
        Assert.Equal(vector.GetHashCode(), Cut([1, 2, 3, 4], 2).GetHashCode());
        Assert.False(vector.Equals(Cut([1, 2, 3, 4], 4)));
        Assert.False(vector.Equals(Cut([1, 2, 3, 5], 2)));
        Assert.False(vector.Equals(null));
        Assert.False(vector.Equals((object)"x"));
        Assert.True(Cut([1, 2, 1, 3, 2, 0], 2).IsStrictlyAscending());
        Assert.True(Cut([1, 2], 2).IsStrictlyAscending());
        Assert.True(Cut([], 2).IsStrictlyAscending());
        Assert.False(Cut([1, 2, 1, 2], 2).IsStrictlyAscending());
        Assert.False(Cut([1, 3, 1, 2], 2).IsStrictlyAscending());
        Assert.False(Cut([0, 1, 0, 2, 0, 2], 2).IsStrictlyAscending());
        Assert.False(Cut([128, 1, 127, 2], 2).IsStrictlyAscending());
    }
}
