using RecommendVote.Record.Tests.Meetings;

namespace RecommendVote.Record.Tests.Vectors;

/// <summary>The records in tests/Vectors, ours and the other implementation's. RV_WRITE_VECTORS=1 writes ours anew.</summary>
public sealed class RecordVectorTests
{
    public static TheoryData<string> WholeRecords =>
        [.. Directory.EnumerateFiles(RecordVector.Folder, "*-record-*.zip").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_checked_in_records_are_what_the_generator_makes()
    {
        var made = RecordVectorGenerator.All();
        var folder = Path.GetDirectoryName(RecordVector.IndexPath)!;
        if (Environment.GetEnvironmentVariable("RV_WRITE_VECTORS") == "1")
        {
            Directory.CreateDirectory(folder);
            System.IO.File.WriteAllText(RecordVector.IndexPath, RecordVector.Write(made.Select(item => item.Vector)));
            foreach (var (vector, zip) in made)
                System.IO.File.WriteAllBytes(Path.Combine(folder, vector.File), zip);
        }
        Assert.Equal(RecordVector.Write(made.Select(item => item.Vector)), System.IO.File.ReadAllText(RecordVector.IndexPath));
        foreach (var (vector, zip) in made)
            Assert.True(zip.AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(Path.Combine(folder, vector.File))), vector.File);
        Assert.Equal(made.Count + 1, Directory.EnumerateFiles(folder).Count());
    }

    [Fact]
    [Trait("Attack", "A54")]
    public void Every_record_of_the_index_comes_out_as_it_says()
    {
        foreach (var vector in RecordVector.Read())
        {
            var zip = System.IO.File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(RecordVector.IndexPath)!, vector.File));
            var report = Gate.Verify(zip);
            Assert.Equal(
                (vector.File, vector.ExpectExit, vector.FailingCheck, vector.Code, vector.EntryIndex),
                (vector.File, report.ExitCode, report.Failure?.Check.ToString(), report.Failure?.Code, report.Failure?.EntryIndex));
            Assert.True(zip.Length < 400_000, vector.File);
        }
    }

    [Theory, MemberData(nameof(WholeRecords))]
    public void Whole_records_of_both_implementations_hold(string file)
    {
        var zip = System.IO.File.ReadAllBytes(Path.Combine(RecordVector.Folder, file));
        Assert.Equal(0, Gate.Verify(zip).ExitCode);
        var random = new Random(2);
        for (var sample = 0; sample < 20; sample++)
        {
            var flipped = (byte[])zip.Clone();
            flipped[random.Next(43, zip.Length * 9 / 10)] ^= (byte)(1 << random.Next(8));
            Assert.NotEqual(0, Gate.Verify(flipped).ExitCode);
        }
    }
}
