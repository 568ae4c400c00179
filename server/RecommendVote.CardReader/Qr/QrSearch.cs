namespace RecommendVote.CardReader.Qr;

/// <summary>A code that was read, and where its middle lies on the page in pixels.</summary>
internal readonly record struct FoundQr(string Text, double X, double Y);

/// <summary>Finds and reads all QR codes of a flat page, at any rotation. A page is not a photograph: there is no perspective to undo.</summary>
internal static class QrSearch
{
    public static List<FoundQr> Read(Raster raster)
    {
        var finders = FinderSearch.Find(raster);
        var codes = new List<FoundQr>();
        var used = new bool[finders.Count];
        for (var corner = 0; corner < finders.Count; corner++)
        {
            for (var a = 0; a < finders.Count && !used[corner]; a++)
            {
                for (var b = 0; b < finders.Count && !used[corner] && !used[a]; b++)
                {
                    if (a != b && a != corner && b != corner && !used[b] && TryRead(raster, finders[corner], finders[a], finders[b]) is { } code)
                    {
                        used[corner] = used[a] = used[b] = true;
                        codes.Add(code);
                    }
                }
            }
        }

        return codes;
    }

    // right lies along the top edge from the corner, down along the left edge.
    private static FoundQr? TryRead(Raster raster, Finder corner, Finder right, Finder down)
    {
        double rx = right.X - corner.X, ry = right.Y - corner.Y, dx = down.X - corner.X, dy = down.Y - corner.Y;
        double across = Math.Sqrt((rx * rx) + (ry * ry)), along = Math.Sqrt((dx * dx) + (dy * dy));
        var module = (corner.Module + right.Module + down.Module) / 3;
        if (Math.Abs(across - along) > 0.05 * across || Math.Abs((rx * dx) + (ry * dy)) > 0.05 * across * along || (rx * dy) - (ry * dx) <= 0
            || Math.Abs(corner.Module - right.Module) > module / 4 || Math.Abs(corner.Module - down.Module) > module / 4)
        {
            return null;
        }

        // The distance of the centres is the size less seven modules; the run lengths may be off by a pixel, so neighbours are tried too.
        var estimate = (int)Math.Round((((across / module) + 7) - 17) / 4);
        foreach (var version in new[] { estimate, estimate - 1, estimate + 1 })
        {
            if (version is >= 1 and <= 40 && QrDecoder.Decode(Sample(raster, corner, (rx, ry), (dx, dy), QrVersion.Size(version))) is { } text)
            {
                return new FoundQr(text, corner.X + ((rx + dx) / 2), corner.Y + ((ry + dy) / 2));
            }
        }

        return null;
    }

    private static bool[,] Sample(Raster raster, Finder corner, (double X, double Y) right, (double X, double Y) down, int size)
    {
        var modules = new bool[size, size];
        var span = size - 7.0;
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                double u = (column - 3) / span, v = (row - 3) / span;
                modules[row, column] = raster.IsDark((int)Math.Floor(corner.X + (u * right.X) + (v * down.X)), (int)Math.Floor(corner.Y + (u * right.Y) + (v * down.Y)));
            }
        }

        return modules;
    }
}
