namespace RecommendVote.Rosters.Reading;

/// <summary>Collects problems up to a limit and counts the rest, so that a file of bad rows does not fill the memory with sentences.</summary>
internal sealed class ProblemList(ImportLimits limits)
{
    private readonly List<ImportProblem> _kept = [];

    public int Errors { get; private set; }

    public int Warnings { get; private set; }

    public void Add(ImportProblem problem)
    {
        _ = problem.Severity == ProblemSeverity.Error ? Errors++ : Warnings++;

        // Half of the room is for errors alone: warnings must not crowd out the rows that stop the import.
        if (_kept.Count < (problem.Severity == ProblemSeverity.Error ? limits.Problems : limits.Problems / 2))
        {
            _kept.Add(problem);
        }
    }

    /// <summary>Whole file first, then by row, errors before warnings; a last line says how many were left out.</summary>
    public IReadOnlyList<ImportProblem> InOrder()
    {
        var left = Errors + Warnings - _kept.Count;
        var ordered = _kept.OrderBy(p => p.Row ?? 0).ThenByDescending(p => p.Severity).ToList();
        if (left > 0)
        {
            ordered.Add(ProblemText.Warning(null, null, "more-problems", left));
        }

        return ordered;
    }
}
