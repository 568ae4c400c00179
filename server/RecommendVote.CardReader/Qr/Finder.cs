namespace RecommendVote.CardReader.Qr;

/// <summary>The centre of a finder pattern, in pixels, and the width of a module there.</summary>
internal readonly record struct Finder(double X, double Y, double Module);

/// <summary>Finds finder patterns: dark, light, dark, light, dark in the proportion 1:1:3:1:1 along rows and along columns.</summary>
internal static class FinderSearch
{
    public static List<Finder> Find(Raster raster)
    {
        var found = new List<(Finder Finder, int Hits)>();
        Span<int> runs = stackalloc int[5];
        for (var y = 0; y < raster.Height; y++)
        {
            runs.Clear();
            var dark = false;
            for (int x = 0, start = 0; x <= raster.Width; x++)
            {
                var now = x < raster.Width && raster.IsDark(x, y);
                if (x < raster.Width && now == dark)
                {
                    continue;
                }

                runs[1..].CopyTo(runs);
                runs[4] = x - start;
                if (dark && Module(runs) is { } module)
                {
                    Confirm(raster, found, x - (runs.SumOf(5) / 2.0), y, module);
                }

                (dark, start) = (now, x);
            }
        }

        return [.. found.Where(f => f.Hits >= 2).Select(f => f.Finder)];
    }

    private static void Confirm(Raster raster, List<(Finder Finder, int Hits)> found, double x, int y, double module)
    {
        if (Across(raster, (int)x, y, vertical: true, module) is not { } centreY
            || Across(raster, (int)x, (int)centreY, vertical: false, module) is not { } centreX)
        {
            return;
        }

        for (var i = 0; i < found.Count; i++)
        {
            var (known, hits) = found[i];
            if (Math.Abs(known.X - centreX) < 2 * module && Math.Abs(known.Y - centreY) < 2 * module)
            {
                // The mean over all rows that cross the pattern.
                found[i] = (new Finder(
                    ((known.X * hits) + centreX) / (hits + 1), ((known.Y * hits) + centreY) / (hits + 1), ((known.Module * hits) + module) / (hits + 1)), hits + 1);
                return;
            }
        }

        found.Add((new Finder(centreX, centreY, module), 1));
    }

    // Walks from a point in the middle square to both sides; gives the centre along that line.
    private static double? Across(Raster raster, int x, int y, bool vertical, double module)
    {
        Span<int> runs = stackalloc int[5];
        var limit = (int)(module * 10) + 4;
        bool Dark(int offset) => vertical ? raster.IsDark(x, y + offset) : raster.IsDark(x + offset, y);
        if (!Dark(0))
        {
            return null;
        }

        int back = 0, forth = 1;
        for (var run = 2; run >= 0; run--)
        {
            for (; -back < limit && Dark(back) == (run % 2 == 0); back--)
            {
                runs[run]++;
            }
        }

        for (var run = 2; run <= 4; run++)
        {
            for (; forth < limit && Dark(forth) == (run % 2 == 0); forth++)
            {
                runs[run]++;
            }
        }

        if (Module(runs) is not { } along || Math.Abs(along - module) > module / 2)
        {
            return null;
        }

        return (vertical ? y : x) + ((back + 1 + forth) / 2.0);
    }

    private static double? Module(ReadOnlySpan<int> runs)
    {
        var total = runs.SumOf(5);
        var module = total / 7.0;
        var slack = Math.Max(module / 2, 1);
        return module >= 1.5
            && Math.Abs(runs[0] - module) <= slack && Math.Abs(runs[1] - module) <= slack && Math.Abs(runs[2] - (3 * module)) <= 2 * slack
            && Math.Abs(runs[3] - module) <= slack && Math.Abs(runs[4] - module) <= slack
            ? module
            : null;
    }

    private static int SumOf(this ReadOnlySpan<int> runs, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            sum += runs[i];
        }

        return sum;
    }

    private static int SumOf(this Span<int> runs, int count) => SumOf((ReadOnlySpan<int>)runs, count);
}
