//! One-to-one assignment of rows to columns with the largest summed weight.
//!
//! The method is the shortest augmenting path for rectangular matrices (D. F. Crouse, "On implementing 2D rectangular assignment
//! algorithms", IEEE Transactions on Aerospace and Electronic Systems 52(4), 2016). Scores count pairs that overlap nowhere as groups
//! too, so which of several equally good assignments is chosen moves them: ties fall here as in `linear_sum_assignment` of SciPy, the
//! function the published scorers of this task call. Four rules decide them, each marked "tie" below.

/// Which column each row gets, so that the summed weight is largest; `None` for a row left over where there are more rows than columns.
///
/// `weights` has one finite number per cell, row by row.
///
/// # Panics
/// If `weights` does not have `rows * columns` entries.
#[must_use]
pub fn heaviest_assignment(rows: usize, columns: usize, weights: &[f64]) -> Vec<Option<usize>> {
    assert_eq!(weights.len(), rows * columns, "one weight per cell");
    // Tie: a tall matrix is turned, so that always the shorter side is gone through line by line.
    if rows <= columns {
        let costs = weights.iter().map(|weight| -weight).collect();
        return Augmentation::new(rows, columns, costs).run().into_iter().map(Some).collect();
    }
    let costs = (0..columns).flat_map(|column| (0..rows).map(move |row| -weights[row * columns + column])).collect();
    let mut assignment = vec![None; rows];
    for (column, row) in Augmentation::new(columns, rows, costs).run().into_iter().enumerate() {
        assignment[row] = Some(column);
    }
    assignment
}

const NONE: usize = usize::MAX;

/// A partial assignment that grows by one row at a time and stays the cheapest of its size. `rows <= columns`.
struct Augmentation {
    columns: usize,
    costs: Vec<f64>,
    /// Dual variables: a cell's reduced cost is its cost less those of its row and column, zero on assigned cells, never negative.
    row_price: Vec<f64>,
    column_price: Vec<f64>,
    column_of: Vec<usize>,
    row_of: Vec<usize>,
}

/// The paths of one search, from the row to be added to each column.
struct Paths {
    /// Length of the shortest path to each column found so far.
    length: Vec<f64>,
    /// The row before each column on that path.
    previous_row: Vec<usize>,
    visited_rows: Vec<bool>,
    visited_columns: Vec<bool>,
    /// The unassigned column reached first, and the length of the path to it.
    sink: usize,
    shortest: f64,
}

impl Augmentation {
    fn new(rows: usize, columns: usize, costs: Vec<f64>) -> Self {
        Augmentation {
            columns,
            costs,
            row_price: vec![0.0; rows],
            column_price: vec![0.0; columns],
            column_of: vec![NONE; rows],
            row_of: vec![NONE; columns],
        }
    }

    fn run(mut self) -> Vec<usize> {
        // Tie: rows are added in their order.
        for row in 0..self.column_of.len() {
            let paths = self.shortest_path(row);
            self.reprice(row, &paths);
            self.flip(row, &paths);
        }
        self.column_of
    }

    /// Dijkstra's search over reduced costs, from `from` to the nearest unassigned column.
    fn shortest_path(&self, from: usize) -> Paths {
        let mut paths = Paths {
            length: vec![f64::INFINITY; self.columns],
            previous_row: vec![NONE; self.columns],
            visited_rows: vec![false; self.column_of.len()],
            visited_columns: vec![false; self.columns],
            sink: NONE,
            shortest: 0.0,
        };
        // Tie: open columns are looked at from the last to the first, and the place of a visited one is taken by the list's last.
        let mut open: Vec<usize> = (0..self.columns).rev().collect();
        let mut row = from;
        while paths.sink == NONE {
            paths.visited_rows[row] = true;
            let (mut nearest, mut lowest) = (0, f64::INFINITY);
            for (place, &column) in open.iter().enumerate() {
                // The order of these operations decides the last bit, and so ties.
                let length = paths.shortest + self.costs[row * self.columns + column] - self.row_price[row] - self.column_price[column];
                if length < paths.length[column] {
                    paths.length[column] = length;
                    paths.previous_row[column] = row;
                }
                let length = paths.length[column];
                // Tie: among equally near columns the last unassigned one looked at wins, else the first assigned one.
                if length < lowest || (length == lowest && self.row_of[column] == NONE) {
                    (nearest, lowest) = (place, length);
                }
            }
            let column = open.swap_remove(nearest);
            paths.shortest = lowest;
            paths.visited_columns[column] = true;
            match self.row_of[column] {
                NONE => paths.sink = column,
                assigned => row = assigned,
            }
        }
        paths
    }

    /// Moves the prices so that the new path costs nothing and no reduced cost turns negative.
    fn reprice(&mut self, from: usize, paths: &Paths) {
        self.row_price[from] += paths.shortest;
        for (row, column) in self.column_of.iter().copied().enumerate() {
            if paths.visited_rows[row] && row != from {
                self.row_price[row] += paths.shortest - paths.length[column];
            }
        }
        for (column, price) in self.column_price.iter_mut().enumerate() {
            if paths.visited_columns[column] {
                *price -= paths.shortest - paths.length[column];
            }
        }
    }

    /// Walks the path back from its end and gives every row on it the next column.
    fn flip(&mut self, from: usize, paths: &Paths) {
        let mut column = paths.sink;
        loop {
            let row = paths.previous_row[column];
            self.row_of[column] = row;
            std::mem::swap(&mut self.column_of[row], &mut column);
            if row == from {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The best sum over all assignments, by trying them all.
    fn best_sum(row: usize, rows: usize, columns: usize, weights: &[f64], taken: &mut Vec<bool>) -> f64 {
        if row == rows {
            return 0.0;
        }
        let mut best = f64::NEG_INFINITY;
        if rows - row > taken.iter().filter(|taken| !**taken).count() {
            best = best_sum(row + 1, rows, columns, weights, taken);
        }
        for column in 0..columns {
            if !taken[column] {
                taken[column] = true;
                best = best.max(weights[row * columns + column] + best_sum(row + 1, rows, columns, weights, taken));
                taken[column] = false;
            }
        }
        best
    }

    #[test]
    fn no_assignment_is_heavier() {
        let mut seed = 1_u64;
        for case in 0..400 {
            let (rows, columns) = (case % 5, case / 5 % 6);
            let weights: Vec<f64> = (0..rows * columns)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    ((seed >> 33) % 4) as f64 / 3.0
                })
                .collect();
            let assignment = heaviest_assignment(rows, columns, &weights);
            let mut taken: Vec<usize> = assignment.iter().flatten().copied().collect();
            taken.sort_unstable();
            taken.dedup();
            assert_eq!(taken.len(), rows.min(columns), "as many pairs as the shorter side has, no column twice");
            let sum: f64 =
                assignment.iter().enumerate().filter_map(|(row, column)| column.map(|column| weights[row * columns + column])).sum();
            assert!((sum - best_sum(0, rows, columns, &weights, &mut vec![false; columns])).abs() < 1e-9, "{rows}×{columns}: {weights:?}");
        }
    }

    #[test]
    fn equal_weights_pair_in_order() {
        assert_eq!(heaviest_assignment(2, 3, &[0.0; 6]), [Some(0), Some(1)]);
        assert_eq!(heaviest_assignment(3, 2, &[0.0; 6]), [Some(0), Some(1), None]);
        assert_eq!(heaviest_assignment(0, 2, &[]), []);
        assert_eq!(heaviest_assignment(2, 0, &[]), [None, None]);
    }
}
