using RecommendVote.Tool.Bench;

// The same measurements as `rv bench`: one place in the code, README.md says what they are.
Console.WriteLine(BenchRun.Measure(new NoProgress()).ToText());

file sealed class NoProgress : IProgress<double>
{
    public void Report(double value)
    {
    }
}
