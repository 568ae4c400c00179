using System.Collections.Frozen;
using RecommendVote.Rosters.Reading;

namespace RecommendVote.Rosters.Columns;

/// <summary>All fields of one kind of list, and how headers are recognised as them.</summary>
internal sealed class ColumnSet
{
    private readonly FrozenDictionary<string, string> _keyByHeader;
    private readonly FrozenDictionary<string, ColumnField> _fields;

    public ColumnSet(bool withAppraisals, params ColumnField[] fields)
    {
        WithAppraisals = withAppraisals;
        Fields = fields;
        _fields = fields.ToFrozenDictionary(field => field.Key, StringComparer.Ordinal);
        _keyByHeader = fields
            .SelectMany(field => field.Synonyms.Append(field.Zh).Append(field.Key).Select(name => (Name: HeaderText.Fold(name), field.Key)))
            .DistinctBy(pair => pair.Name)
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Key, StringComparer.Ordinal);
    }

    public IReadOnlyList<ColumnField> Fields { get; }

    /// <summary>Whether yearly appraisal columns belong to the list.</summary>
    public bool WithAppraisals { get; }

    public ColumnField Field(string key) => _fields[key];

    /// <summary>The columns that a row, taken as header, offers for each field. A column chosen by hand wins over the synonyms; an empty choice means "none".</summary>
    /// <exception cref="ArgumentException">The mapping names a field that does not exist: a programming error, not a file's.</exception>
    public Dictionary<string, List<int>> Match(SourceRow row, ImportOptions options)
    {
        var found = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var chosen = new HashSet<int>();
        foreach (var (key, wanted) in options.Columns)
        {
            if (!_fields.ContainsKey(key))
            {
                throw new ArgumentException($"There is no field '{key}'.", nameof(options));
            }

            var column = string.IsNullOrEmpty(wanted) ? -1 : Array.FindIndex(row.Cells, cell => HeaderText.Fold(cell) == HeaderText.Fold(wanted));
            if (column >= 0)
            {
                found[key] = [column];
                chosen.Add(column);
            }
        }

        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (!chosen.Contains(i) && _keyByHeader.TryGetValue(HeaderText.Fold(row.Cells[i]), out var key) && !options.Columns.ContainsKey(key))
            {
                if (!found.TryGetValue(key, out var columns))
                {
                    found[key] = columns = [];
                }

                columns.Add(i);
            }
        }

        return found;
    }
}
