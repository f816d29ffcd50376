using System.Numerics;

namespace Tsunagu.Directory;

/// <summary>A set of minutes of a period, one bit each.</summary>
internal sealed class OpenMinutes
{
    private readonly ulong[] _bits;

    internal OpenMinutes(int minutes)
    {
        Count = minutes;
        _bits = new ulong[(minutes + 63) / 64];
    }

    /// <summary>Minutes of the period.</summary>
    internal int Count { get; }

    /// <summary>The minutes at which these hours are open for certain: a day whose holidays are not known is never open where that counts.</summary>
    internal static OpenMinutes Of(OpeningHours hours, HolidayCalendar holidays, DateOnly first, int days, DateOnly? validFrom, DateOnly? validTo)
    {
        var open = new OpenMinutes(days * 1440);
        // From the day before: its night may run into the period.
        for (var offset = -1; offset < days; offset++)
        {
            var day = first.AddDays(offset);
            if (day < validFrom || day > validTo || (hours.AsksHolidays && !holidays.Covers(day)))
                continue;
            foreach (var span in hours.SpansOf(day, holidays.IsHoliday(day) ?? false))
                open.Add(offset * 1440 + span.Start, offset * 1440 + span.End);
        }
        return open;
    }

    internal void Add(int from, int to)
    {
        for (var minute = Math.Max(0, from); minute < Math.Min(Count, to);)
        {
            if (minute % 64 == 0 && Math.Min(Count, to) - minute >= 64)
            {
                _bits[minute / 64] = ulong.MaxValue;
                minute += 64;
                continue;
            }
            _bits[minute / 64] |= 1UL << (minute % 64);
            minute++;
        }
    }

    /// <summary>Keeps only what is before this minute.</summary>
    internal void CutFrom(int minute)
    {
        for (var i = Math.Max(0, minute); i < Count; i++)
        {
            if (i % 64 == 0)
            {
                Array.Clear(_bits, i / 64, _bits.Length - i / 64);
                return;
            }
            _bits[i / 64] &= ~(1UL << (i % 64));
        }
    }

    internal void UnionWith(OpenMinutes other)
    {
        for (var i = 0; i < _bits.Length; i++)
            _bits[i] |= other._bits[i];
    }

    /// <summary>Whether this minute is in the set.</summary>
    internal bool Contains(int minute) => (_bits[minute / 64] >> (minute % 64) & 1) == 1;

    /// <summary>Same minutes in both.</summary>
    internal bool SameAs(OpenMinutes other) => _bits.AsSpan().SequenceEqual(other._bits);

    /// <summary>Marks in <paramref name="changes"/> the first minute and each at which this set opens or closes.</summary>
    internal void MarkChanges(OpenMinutes changes)
    {
        var carry = ~_bits[0] & 1; // the first minute always counts
        for (var i = 0; i < _bits.Length; i++)
        {
            changes._bits[i] |= _bits[i] ^ (_bits[i] << 1 | carry);
            carry = _bits[i] >> 63;
        }
    }

    /// <summary>The minutes in order.</summary>
    internal IEnumerable<int> Minutes()
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            for (var bits = _bits[i]; bits != 0; bits &= bits - 1)
            {
                var minute = i * 64 + BitOperations.TrailingZeroCount(bits);
                if (minute < Count)
                    yield return minute;
            }
        }
    }
}
